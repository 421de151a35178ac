/** Runs of jobs as an operator sees them: under a lease, in the history, with their outcome. */
@NullMarked
package dev.guildhouse.schedules.warehouse;

import org.jspecify.annotations.NullMarked;

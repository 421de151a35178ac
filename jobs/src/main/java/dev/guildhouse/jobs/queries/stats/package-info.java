/** The snapshot of a guild. */
@NullMarked
package dev.guildhouse.jobs.queries.stats;

import org.jspecify.annotations.NullMarked;

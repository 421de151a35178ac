/** Statistics in plain Java: one definition each, no table in sight. */
@NullMarked
package dev.guildhouse.jobs.statistics;

import org.jspecify.annotations.NullMarked;

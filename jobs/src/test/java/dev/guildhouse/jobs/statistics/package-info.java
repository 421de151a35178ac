/** Facts, each folded from a handful of events. */
@NullMarked
package dev.guildhouse.jobs.statistics;

import org.jspecify.annotations.NullMarked;

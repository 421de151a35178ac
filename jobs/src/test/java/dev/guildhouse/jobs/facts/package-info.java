/** Facts, each folded from a handful of events. */
@NullMarked
package dev.guildhouse.jobs.facts;

import org.jspecify.annotations.NullMarked;

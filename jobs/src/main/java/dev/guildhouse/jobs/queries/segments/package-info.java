/** Questions about where members stand: segments, score, streaks. */
@NullMarked
package dev.guildhouse.jobs.queries.segments;

import org.jspecify.annotations.NullMarked;

package dev.guildhouse.schedules.operations.runs;

import dev.guildhouse.schema.time.DayRange;
import org.jspecify.annotations.Nullable;

/**
 * A run that is about to start.
 *
 * @param guilds as people read it: {@code all}, or ids with commas
 * @param days null for a job that does not go by day
 */
public record RunRequest(
    String job, String guilds, @Nullable DayRange days, RunTrigger trigger) {}

package dev.guildhouse.schedules.operations.runs;

import dev.guildhouse.schema.time.DayRange;
import org.jspecify.annotations.Nullable;

/**
 * A run that is about to start.
 *
 * @param job {@code nightly}, the name of a table, or what else is run
 * @param options how it was asked for, as on the command line; empty for the usual way
 * @param guilds as people read it: {@code all}, or ids with commas
 * @param days null for a job that does not go by day
 */
public record RunRequest(
    String job, String options, String guilds, @Nullable DayRange days, RunTrigger trigger) {

  /** A run in the usual way. */
  public RunRequest(String job, String guilds, @Nullable DayRange days, RunTrigger trigger) {
    this(job, "", guilds, days, trigger);
  }
}

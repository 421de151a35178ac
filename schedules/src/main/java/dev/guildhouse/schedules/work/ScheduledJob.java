package dev.guildhouse.schedules.work;

import dev.guildhouse.schedules.timetable.JobOptions;
import java.time.Instant;
import java.util.List;

/**
 * Something that a schedule can run. It may be killed anywhere and is then run again for the same
 * slot, so that running twice must leave the same as running once.
 */
public interface ScheduledJob {
  /** As it is written in a schedule. */
  String name();

  /** The options that it takes: of {@code report}, {@code range} and {@code guilds}. */
  List<String> options();

  /**
   * Does it.
   *
   * @param slot the instant that it is run for; days follow from it, not from the clock
   */
  WorkDone run(JobContext context, JobOptions options, Instant slot) throws Exception;
}

package dev.guildhouse.schedules.clock;

import dev.guildhouse.schedules.timetable.CatchUp;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schedules.timetable.Recurrence;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schema.time.Period;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Schedules for tests. */
final class ScheduleOf {
  private ScheduleOf() {}

  static Schedule every(String name, Duration interval, CatchUp catchUp, String... after) {
    return with(name, interval, catchUp, 2, Duration.ofHours(1), after);
  }

  static Schedule with(
      String name,
      Duration interval,
      CatchUp catchUp,
      int retries,
      Duration timeLimit,
      String... after) {
    return new Schedule(
        name,
        "ingest",
        new JobOptions(null, null, List.of(), Period.DAY),
        new Recurrence.Interval(interval),
        ZoneOffset.UTC,
        catchUp,
        retries,
        Duration.ofSeconds(10),
        timeLimit,
        List.of(after),
        true);
  }
}

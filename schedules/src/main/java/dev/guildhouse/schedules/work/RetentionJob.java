package dev.guildhouse.schedules.work;

import dev.guildhouse.schedules.privacy.Retention;
import dev.guildhouse.schedules.privacy.Retention.DataClass;
import dev.guildhouse.schedules.privacy.Retention.Enforced;
import dev.guildhouse.schedules.timetable.JobOptions;
import java.time.Instant;
import java.util.List;

/** Deletes what has been kept long enough. */
final class RetentionJob implements ScheduledJob {
  @Override
  public String name() {
    return "retention";
  }

  @Override
  public List<String> options() {
    return List.of();
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    Enforced enforced = new Retention(
            context.home(),
            context.config(),
            context.clock(),
            context.secrets(),
            context.database())
        .enforce(context.runs(), context.trigger());
    int deleted = enforced.classes().stream().mapToInt(DataClass::deleted).sum();
    return WorkDone.of("Deleted " + deleted + " files and rows that were kept long enough.");
  }
}

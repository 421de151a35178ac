package dev.guildhouse.schedules.work;

import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schedules.warehouse.JobRun;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.util.List;

/** The whole chain for the UTC day before that of the slot. */
final class NightlyJob implements ScheduledJob {
  @Override
  public String name() {
    return "nightly";
  }

  @Override
  public List<String> options() {
    return List.of();
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    DayRange day = DayRange.of(JobContext.dayOf(slot).minusDays(1));
    return WorkDone.of(new JobRun(name(), day)
        .run(context.runs(), context.trigger(), context.today())
        .line());
  }
}

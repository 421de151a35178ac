package dev.guildhouse.schedules.work;

import dev.guildhouse.jobs.verify.Verified;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schedules.warehouse.VerifyRun;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.util.List;

/** Recounts days from the raw events; fails when a number differs. */
final class VerifyJob implements ScheduledJob {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public List<String> options() {
    return List.of("range");
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    DayRange days = options.days(JobContext.dayOf(slot));
    Verified verified =
        new VerifyRun(context.config()).verify(context.runs(), context.trigger(), days, null);
    if (!verified.isSound()) {
      throw WarehouseException.failed(
          "verify " + days,
          VerifyRun.line(verified),
          "See all with: guildhouse verify --range \"" + days.from() + " to " + days.to() + "\"");
    }
    return WorkDone.of(VerifyRun.line(verified));
  }
}

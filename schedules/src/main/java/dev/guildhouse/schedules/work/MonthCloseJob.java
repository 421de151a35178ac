package dev.guildhouse.schedules.work;

import dev.guildhouse.schedules.privacy.Sealing.SealedMonth;
import dev.guildhouse.schedules.timetable.JobOptions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Seals the months whose time has come. */
final class MonthCloseJob implements ScheduledJob {
  @Override
  public String name() {
    return "month_close";
  }

  @Override
  public List<String> options() {
    return List.of();
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    List<SealedMonth> sealed = new MonthClose(context).due();
    return WorkDone.of(
        sealed.isEmpty()
            ? "No month's time has come."
            : "Sealed "
                + sealed.stream()
                    .map(one -> one.month().toString())
                    .collect(Collectors.joining(", "))
                + ".");
  }
}

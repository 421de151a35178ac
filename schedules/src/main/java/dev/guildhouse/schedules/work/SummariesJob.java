package dev.guildhouse.schedules.work;

import dev.guildhouse.schedules.queries.NightlySummaries;
import dev.guildhouse.schedules.timetable.JobOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The summaries of each guild up to the UTC day before that of the slot. */
final class SummariesJob implements ScheduledJob {
  @Override
  public String name() {
    return "summaries";
  }

  @Override
  public List<String> options() {
    return List.of("guilds");
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    LocalDate day = JobContext.dayOf(slot).minusDays(1);
    return WorkDone.of(new NightlySummaries(context.home(), context.config())
        .write(context.runs(), context.trigger(), options.guilds(), day)
        .line());
  }
}

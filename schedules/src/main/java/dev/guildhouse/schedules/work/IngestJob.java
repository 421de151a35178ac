package dev.guildhouse.schedules.work;

import dev.guildhouse.jobs.runs.JobGraph;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schedules.warehouse.JobRun;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.util.List;

/** Takes in what has landed. */
final class IngestJob implements ScheduledJob {
  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public List<String> options() {
    return List.of();
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    DayRange day = DayRange.of(JobContext.dayOf(slot));
    return WorkDone.of(new JobRun(JobGraph.INGEST, day)
        .run(context.runs(), context.trigger(), context.today())
        .line());
  }
}

package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.ingest.Ingest;
import dev.guildhouse.jobs.runs.JobOutcome;
import dev.guildhouse.schedules.operations.runs.RunDay;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schedules.warehouse.FinishedRun;
import java.time.Duration;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what a run did. */
final class RunAnswer {
  /** More days than this are shown by month. */
  private static final int MOST_DAYS = 62;

  private RunAnswer() {}

  static void tell(Console console, FinishedRun run) {
    if (console.format() == Console.Format.JSON) {
      console.json(document(run));
      return;
    }
    run.result()
        .ingest()
        .ifPresent(taken -> taken
            .quarantined()
            .forEach((file, reason) -> console.remark("In quarantine: " + file + ": " + reason)));
    if (!run.days().isEmpty()) {
      console.table(
          run.days().size() > MOST_DAYS ? months(run.days()) : RunsCommand.days(run.days()));
      if (run.days().size() > MOST_DAYS) {
        console.say("Each day: guildhouse runs show " + run.number());
      }
      console.say("");
    }
    console.say("Run " + run.number() + ": " + run.line());
  }

  private static Map<String, @Nullable Object> document(FinishedRun run) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("run", run.number());
    answer.put("release", run.result().release());
    answer.put("is_published", run.result().isPublished());
    Optional<Ingest.Result> taken = run.result().ingest();
    answer.put("landing_files", taken.map(Ingest.Result::files).orElse(0));
    answer.put("events", taken.map(Ingest.Result::taken).orElse(0L));
    answer.put("late_events", taken.map(Ingest.Result::late).orElse(0L));
    answer.put("quarantined", taken.map(Ingest.Result::quarantined).orElse(Map.of()));
    answer.put("rows", run.result().rows());
    answer.put("tables", tables(run.result().jobs()));
    answer.put("days", RunsCommand.days(run.days()));
    return answer;
  }

  private static Table tables(List<JobOutcome> jobs) {
    Map<String, JobOutcome> byName = new LinkedHashMap<>();
    for (JobOutcome job : jobs) {
      byName.merge(
          job.job(),
          job,
          (one, other) -> new JobOutcome(
              one.job(),
              one.slice().plus(other.slice()),
              one.rows() + other.rows(),
              one.took().plus(other.took())));
    }
    Table table = Table.of("table", "guild_days", "rows", "seconds");
    byName
        .values()
        .forEach(job -> table.row(job.job(), job.slice().size(), job.rows(), seconds(job.took())));
    return table;
  }

  private static Table months(List<RunDay> days) {
    Map<YearMonth, Map<String, Integer>> months = new TreeMap<>();
    days.forEach(day -> months
        .computeIfAbsent(YearMonth.from(day.day()), month -> new TreeMap<>())
        .merge(day.outcome(), 1, Integer::sum));
    Table table = Table.of("month", "outcome", "days");
    months.forEach((month, outcomes) ->
        outcomes.forEach((outcome, count) -> table.row(month.toString(), outcome, count)));
    return table;
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}

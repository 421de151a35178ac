package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.Run;
import dev.guildhouse.schedules.operations.runs.RunDay;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The history of runs. */
@Command(
    name = "runs",
    description = "Lists runs, the newest first.",
    subcommands = RunsCommand.Show.class)
final class RunsCommand implements Task {
  @Option(names = "--job", paramLabel = "JOB", description = "Only runs of this job.")
  private @Nullable String job;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
  private @Nullable RunState state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public ExitCode run(Workplace place) {
    if (limit < 1) {
      throw WarehouseException.usage(
          "list " + limit + " runs", "that is none", "Give --limit 1 or more.");
    }
    try (OperationsDatabase database = place.existingOperations()) {
      List<Run> runs = database == null
          ? List.of()
          : new Runs(database).list(new RunFilter(job, state, null, limit));
      place.console().table(table(runs, place.clock()));
    }
    return ExitCode.OK;
  }

  static Table table(List<Run> runs, InstantSource clock) {
    Table table = Table.of(
        "run", "job", "from", "to", "state", "started_at", "seconds", "rows", "release", "message");
    for (Run run : runs) {
      DayRange days = run.request().days();
      table.row(
          run.number(),
          run.request().job(),
          days == null ? null : days.from(),
          days == null ? null : days.to(),
          run.state().text(),
          run.startedAt(),
          seconds(run, clock),
          run.rows(),
          run.release(),
          run.message().lines().findFirst().orElse(null));
    }
    return table;
  }

  /** How long it took, or takes so far; null when nobody knows. */
  private static @Nullable Double seconds(Run run, InstantSource clock) {
    Instant end = run.state() == RunState.RUNNING ? clock.instant() : run.finishedAt();
    return end == null ? null : RunAnswer.seconds(Duration.between(run.startedAt(), end));
  }

  static Table days(List<RunDay> days) {
    boolean isCounted = days.stream().anyMatch(day -> day.rows() > 0);
    Table table = Table.of("day", "outcome", "rows", "message");
    for (RunDay day : days) {
      table.row(
          day.day(),
          day.outcome(),
          isCounted ? day.rows() : null,
          day.message().isEmpty() ? null : day.message());
    }
    return table;
  }

  /** One run with its days. */
  @Command(name = "show", description = "Shows one run and what became of each day.")
  static final class Show implements Task {
    @Parameters(paramLabel = "RUN", description = "Number of the run.")
    private long number;

    @Override
    public ExitCode run(Workplace place) {
      try (OperationsDatabase database = place.existingOperations()) {
        Runs runs = database == null ? null : new Runs(database);
        Run run = runs == null ? null : runs.find(number).orElse(null);
        if (runs == null || run == null) {
          throw WarehouseException.usage(
              "show run " + number, "there is none of that number", "See guildhouse runs.");
        }
        tell(place.console(), run, runs.days(number), place.clock());
      }
      return ExitCode.OK;
    }

    private static void tell(Console console, Run run, List<RunDay> days, InstantSource clock) {
      DayRange range = run.request().days();
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("run", run.number());
      answer.put("job", run.request().job());
      answer.put(
          "options", run.request().options().isEmpty() ? null : run.request().options());
      answer.put("guilds", run.request().guilds());
      answer.put("from", range == null ? null : range.from());
      answer.put("to", range == null ? null : range.to());
      answer.put("started_by", run.request().trigger().text());
      answer.put("state", run.state().text());
      answer.put("started_at", run.startedAt());
      answer.put("finished_at", run.finishedAt());
      answer.put("seconds", seconds(run, clock));
      answer.put("rows", run.rows());
      answer.put("release", run.release());
      answer.put("process", run.process().toString());
      answer.put("message", run.message().isEmpty() ? null : run.message());
      if (console.format() == Console.Format.JSON) {
        answer.put("days", RunsCommand.days(days));
        console.json(answer);
        return;
      }
      console.fields(answer);
      if (!days.isEmpty()) {
        console.say("");
        console.table(RunsCommand.days(days));
      }
    }
  }
}

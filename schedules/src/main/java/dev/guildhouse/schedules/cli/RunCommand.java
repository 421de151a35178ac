package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.JobRun;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one job now. */
@Command(
    name = "run",
    description = {
      "Runs one job.",
      "nightly is the whole chain: it takes in what has landed and redoes every day until the given"
          + " one that has something new. ingest takes in what has landed, and nothing else. The name"
          + " of a table redoes that table alone, whether or not anything is new; it is refused while"
          + " a table that it reads is not up to date."
    },
    footer = {"guildhouse run nightly", "guildhouse run channel_daily --date 2026-03-01"})
final class RunCommand implements Task {
  @Parameters(paramLabel = "JOB", description = "nightly, ingest, or the name of a table.")
  private String job = "";

  @Mixin
  private DayOptions days = new DayOptions();

  @Option(
      names = "--dry-run",
      description = "Tells what would be folded and why, and does nothing.")
  private boolean isDryRun;

  @Mixin
  private WaitOption wait = new WaitOption();

  @Override
  public Engine engine() {
    return Engine.SPARK;
  }

  @Override
  public ExitCode run(Workplace place) {
    LocalDate yesterday = place.today().minusDays(1);
    JobRun run = new JobRun(job, days.days().orElse(DayRange.of(yesterday)));
    if (isDryRun) {
      PlanAnswer.tell(place, run::plan);
      return ExitCode.OK;
    }
    try (OperationsDatabase database = place.operations()) {
      WarehouseRuns runs = new WarehouseRuns(database, place::session, wait.duration());
      RunAnswer.tell(place.console(), run.run(runs, RunTrigger.COMMAND_LINE, place.today()));
    }
    return ExitCode.OK;
  }
}

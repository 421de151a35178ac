package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.runs.JobGraph;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.Backfill;
import dev.guildhouse.schedules.warehouse.BackfillRequest;
import dev.guildhouse.schedules.warehouse.BackfillRequest.Order;
import dev.guildhouse.schedules.warehouse.BackfillRequest.Reprocess;
import dev.guildhouse.schedules.warehouse.UndoneDays;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills many days in one run. */
@Command(
    name = "backfill",
    description = {
      "Fills a range of days.",
      "Days that nothing covers, and days without anything new, are passed over. A long range"
          + " is done in months, each published when it is done, so that a backfill that was killed"
          + " goes on with --resume where it stopped."
    },
    footer = {
      "guildhouse backfill --from 2025-01-01 --to today",
      "guildhouse backfill --resume",
      "guildhouse backfill --from 2026-03-01 --to 2026-04-01 --reprocess all"
    })
final class BackfillCommand implements Task {
  @Parameters(
      paramLabel = "JOB",
      arity = "0..1",
      defaultValue = JobGraph.NIGHTLY,
      description = "nightly for the whole chain, or the name of a table. Default: nightly.")
  private String job = JobGraph.NIGHTLY;

  @Mixin
  private DayOptions days = new DayOptions();

  @Option(
      names = "--resume",
      description = "Goes on with the newest backfill of the job, if it failed or was killed.")
  private boolean isResumed;

  @Option(
      names = "--reprocess",
      paramLabel = "WHICH",
      defaultValue = "missing",
      description =
          "missing: days with something new. failed: also those that a run left undone. all: all"
              + " that hold events. Default: missing.")
  private Reprocess reprocess = Reprocess.MISSING;

  @Option(names = "--newest-first", description = "Does the newest month first.")
  private boolean isNewestFirst;

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
    if (job.equals(JobGraph.INGEST)) {
      throw WarehouseException.usage(
          "backfill ingest", "it knows no days", "Take in all that landed: guildhouse run ingest");
    }
    JobGraph.selection(job);
    Optional<DayRange> asked = isResumed ? days.days() : Optional.of(days.requireDays());
    try (OperationsDatabase database = isDryRun ? place.existingOperations() : place.operations()) {
      UndoneDays undone = new UndoneDays(database, job);
      Optional<BackfillRequest> request = request(undone, asked);
      if (request.isEmpty()) {
        place.console().remark("Nothing to resume: the newest backfill of " + job + " succeeded.");
        return ExitCode.OK;
      }
      try (FoldingProgress progress = new FoldingProgress(place.console())) {
        Backfill backfill = new Backfill(request.get(), place.today(), progress);
        Set<LocalDate> redo = undone.toRedo(request.get());
        if (database == null || isDryRun) {
          PlanAnswer.tell(place, session -> backfill.plan(session, redo));
        } else {
          WarehouseRuns runs = new WarehouseRuns(database, place::session, wait.duration());
          RunAnswer.tell(place.console(), backfill.run(runs, RunTrigger.COMMAND_LINE, redo));
        }
      }
      return ExitCode.OK;
    }
  }

  private Optional<BackfillRequest> request(UndoneDays undone, Optional<DayRange> asked) {
    if (!isResumed) {
      Order order = isNewestFirst ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
      return asked.map(range -> new BackfillRequest(job, range, reprocess, order));
    }
    Optional<BackfillRequest> unfinished = undone.unfinished();
    if (asked.isPresent()
        && unfinished.isPresent()
        && !asked.get().equals(unfinished.get().days())) {
      throw WarehouseException.usage(
          "resume the backfill of " + asked.get(),
          "the newest one that did not end is of " + unfinished.get().days(),
          "Leave the days away to go on with that one, or leave --resume away.");
    }
    return unfinished;
  }
}

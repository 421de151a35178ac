package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.jobs.runs.JobGraph;
import dev.guildhouse.jobs.runs.JobSelection;
import dev.guildhouse.jobs.runs.PassListener;
import dev.guildhouse.jobs.runs.PlannedFold;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.jobs.runs.Runner;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.runs.StartedRun;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Fills a range of days in one run. What has to be redone is marked in the first release; each part
 * of the range then publishes its own, so that whoever runs it again after a kill goes on where it
 * stopped. Days without anything new cost nothing.
 */
public final class Backfill {
  private final BackfillRequest request;
  private final JobSelection selection;
  private final DayRange days;
  private final LocalDate filledUntil;
  private final BackfillListener listener;

  /**
   * @param today the day that it is: it is folded as far as it goes, and not called filled
   * @throws WarehouseException when there is no such job, or no day of the range has begun
   */
  public Backfill(BackfillRequest request, LocalDate today, BackfillListener listener) {
    this.request = request;
    this.selection = JobGraph.selection(request.job());
    this.days = begun(request.days(), today);
    this.filledUntil = days.to().isAfter(today) ? today : days.to();
    this.listener = listener;
  }

  /**
   * Does it.
   *
   * @param redo days to fold although nothing is new, as far as they hold events
   */
  public FinishedRun run(WarehouseRuns runs, RunTrigger trigger, Set<LocalDate> redo) {
    return runs.run(
        request.asRun(trigger), (warehouse, lease, run) -> fold(warehouse.get(), redo, lease, run));
  }

  /** What it would fold and why, without doing it. */
  public List<PlannedFold> plan(WarehouseSession session, Set<LocalDate> redo) {
    return session.runner().plan(selection, days, redo);
  }

  private RunResult fold(
      WarehouseSession session, Set<LocalDate> redo, WriterLease lease, StartedRun run) {
    Runner runner = redo.isEmpty() ? session.runner() : session.runner().because(Reason.DEFINITION);
    RunResult result = runner.prepare(selection, days, redo, lease, run.number());
    NavigableSet<LocalDate> open = runner.openDays(selection, days);
    run.days(RunDays.all(open, RunDays.PENDING, ""));
    listener.planned(open.size());
    StopPoint.reached("backfill.prepared");
    List<DayRange> parts = BackfillParts.of(days, open, request.order());
    int before = 0;
    for (DayRange part : parts) {
      NavigableSet<LocalDate> ofPart = open.subSet(part.from(), true, part.to(), false);
      PassListener progress = progress(before, ofPart.size());
      RunResult folded = recorded(
          run,
          ofPart,
          () -> parts.size() == 1
              ? runner.finish(selection, part, filledUntil, progress, lease, run.number())
              : runner.fold(selection, part, progress, lease, run.number()));
      result = result.then(folded);
      before += ofPart.size();
      StopPoint.reached("backfill.part");
    }
    if (parts.size() > 1) {
      // What one part changed in another that was folded before it.
      result = result.then(
          runner.finish(selection, days, filledUntil, PassListener.NONE, lease, run.number()));
    }
    return result;
  }

  private static DayRange begun(DayRange days, LocalDate today) {
    if (days.from().isAfter(today)) {
      throw WarehouseException.waiting(
          "backfill " + days, "these days have not begun", "Today is " + today + " (UTC).");
    }
    LocalDate tomorrow = today.plusDays(1);
    return days.to().isAfter(tomorrow) ? new DayRange(days.from(), tomorrow) : days;
  }

  private PassListener progress(int before, int days) {
    return (ended, jobs) -> listener.reached(before + days * ended / jobs);
  }

  private interface Part {
    RunResult fold();
  }

  private RunResult recorded(StartedRun run, NavigableSet<LocalDate> ofPart, Part part) {
    run.days(RunDays.all(ofPart, RunDays.RUNNING, ""));
    boolean isDone = false;
    try {
      RunResult folded = part.fold();
      isDone = true;
      run.days(RunDays.all(ofPart, RunDays.SUCCEEDED, ""));
      run.days(RunDays.of(folded.jobs(), days));
      return folded;
    } finally {
      if (!isDone) {
        failed(run, ofPart);
      }
    }
  }

  /** What broke the part may have broken the history too; then the days stay as running. */
  private static void failed(StartedRun run, NavigableSet<LocalDate> ofPart) {
    try {
      run.days(RunDays.all(ofPart, RunDays.FAILED, ""));
    } catch (WarehouseException unwritten) {
      LoggerFactory.getLogger(Backfill.class)
          .warn("Run {}: {}", run.number(), unwritten.getMessage());
    }
  }
}

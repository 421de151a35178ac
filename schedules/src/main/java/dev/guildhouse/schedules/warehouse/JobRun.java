package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.jobs.runs.JobGraph;
import dev.guildhouse.jobs.runs.JobSelection;
import dev.guildhouse.jobs.runs.PassListener;
import dev.guildhouse.jobs.runs.PlannedFold;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.jobs.runs.Runner;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One job for one day or range: the ingest, the nightly chain, or a table whether or not anything
 * changed.
 */
public final class JobRun {
  private static final LocalDate BEFORE_DISCORD = LocalDate.of(2015, 1, 1);

  private final DayRange days;
  private final @Nullable JobSelection selection;

  /**
   * @param job a name that the job graph knows
   * @param days the days, which the ingest does not look at
   * @throws WarehouseException when there is no such job
   */
  public JobRun(String job, DayRange days) {
    this.days = days;
    this.selection = job.equals(JobGraph.INGEST) ? null : JobGraph.selection(job);
  }

  /**
   * Runs it.
   *
   * @param today the day that it is, and that no nightly can be run for yet
   */
  public FinishedRun run(WarehouseRuns runs, RunTrigger trigger, LocalDate today) {
    JobSelection chosen = selection;
    if (chosen == null) {
      return runs.run(
          new RunRequest(JobGraph.INGEST, "all", null, trigger),
          (warehouse, lease, run) -> warehouse.get().runner().ingest(lease, run.number()));
    }
    RunRequest request = new RunRequest(chosen.name(), "all", days, trigger);
    return runs.run(request, (warehouse, lease, run) -> {
      requireOver(chosen, today);
      Runner runner = warehouse.get().runner();
      if (!chosen.isWhole()) {
        return runner
            .because(Reason.DEFINITION)
            .one(chosen.jobs().get(0), days, lease, run.number());
      }
      if (days.length() == 1) {
        return runner.nightly(days.from(), lease, run.number());
      }
      RunResult begun = runner.prepare(chosen, days, Set.of(), lease, run.number());
      return begun.then(
          runner.finish(chosen, days, days.to(), PassListener.NONE, lease, run.number()));
    });
  }

  /** What it would fold and why, without doing it. */
  public List<PlannedFold> plan(WarehouseSession session) {
    JobSelection chosen = selection;
    if (chosen == null) {
      return List.of();
    }
    if (!chosen.isWhole()) {
      return session.runner().plan(chosen, days, Set.copyOf(days.days()));
    }
    DayRange reached = days.length() == 1 ? new DayRange(BEFORE_DISCORD, days.to()) : days;
    return session.runner().plan(chosen, reached, Set.of());
  }

  /** A day that goes on would be called filled although it is not. */
  private void requireOver(JobSelection chosen, LocalDate today) {
    if (days.to().isAfter(today)) {
      LocalDate last = days.to().minusDays(1);
      throw WarehouseException.waiting(
          "run " + chosen.name() + " for " + days,
          last + " is not over yet; it ends at midnight UTC",
          "Run it then; what there is so far can be folded with: guildhouse backfill "
              + chosen.name() + " --date today");
    }
  }
}

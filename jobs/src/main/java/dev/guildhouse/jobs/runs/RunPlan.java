package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.runs.PlannedFold.Reason;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what a run would fold and why. What follows from a fold is told as if every fold changed its
 * table, so a run may do less, and never more.
 */
final class RunPlan {
  private final Ledger ledger;
  private final JobSelection selection;
  private final DayRange range;

  RunPlan(Ledger ledger, JobSelection selection, DayRange range) {
    this.ledger = ledger;
    this.selection = selection;
    this.range = range;
  }

  /**
   * The folds in the order of the flow.
   *
   * @param landed what landing files change that were not taken in yet
   * @param again what is to be redone although nothing changed
   */
  List<PlannedFold> folds(Map<TableJob, Slice> landed, Map<TableJob, Slice> again) {
    Map<TableJob, Slice> pending = new LinkedHashMap<>();
    for (TableJob job : selection.jobs()) {
      Slice open = ledger.pendingOf(job.name()).plus(landed.getOrDefault(job, Slice.EMPTY));
      pending.put(job, open.ofDays(day -> range.overlaps(job.spanOf(day))));
    }
    Map<TableJob, Slice> causes = new LinkedHashMap<>(pending);
    again.forEach((job, slice) -> causes.merge(job, slice, Slice::plus));
    Map<TableJob, Slice> all = Consequences.of(causes, range);
    all.keySet().retainAll(selection.jobs());
    List<PlannedFold> folds = new ArrayList<>();
    all.forEach((job, slice) -> {
      Slice open = pending.getOrDefault(job, Slice.EMPTY);
      LocalDate filled = ledger.filledUntil().getOrDefault(job.name(), LocalDate.MIN);
      Slice asked = again.getOrDefault(job, Slice.EMPTY).minus(open);
      add(folds, job, open.ofDays(day -> !day.isBefore(filled)), Reason.NEVER_FILLED);
      add(folds, job, open.ofDays(day -> day.isBefore(filled)), Reason.LATE_DATA);
      add(folds, job, asked, Reason.REPROCESS);
      add(folds, job, slice.minus(open).minus(asked), Reason.INPUT_REDONE);
    });
    return folds;
  }

  private void add(List<PlannedFold> folds, TableJob job, Slice wanted, Reason why) {
    Slice slice = ledger.sealed().open(job.output(), wanted);
    if (!slice.isEmpty()) {
      folds.add(new PlannedFold(job.name(), slice, why));
    }
  }
}

package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether everything that a single job rests on is filled. */
final class InputCheck {
  private final Ledger ledger;

  InputCheck(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Passes if all tables that the job reads, and those behind them, are up to date.
   *
   * @param slice what the job is about to fold
   * @param range the days asked for
   * @throws WarehouseException with code WAITING that names the first table that is not
   */
  void require(TableJob job, Slice slice, DayRange range) {
    if (slice.isEmpty()) {
      return;
    }
    for (TableJob feeder : feeders(job)) {
      Slice open = ledger
          .pendingOf(feeder.name())
          .ofDays(day -> slice.days().stream()
              .anyMatch(folded -> job.spanOf(folded).overlaps(feeder.spanOf(day))));
      boolean isEmpty = !ledger.filledUntil().containsKey(feeder.name());
      if (isEmpty || !open.isEmpty()) {
        throw notReady(job, feeder, isEmpty ? range.from() : open.days().first(), range);
      }
    }
  }

  private static WarehouseException notReady(
      TableJob job, TableJob feeder, LocalDate until, DayRange range) {
    LocalDate from = until.isBefore(range.to()) ? until : range.from();
    return WarehouseException.waiting(
        "run " + job.name() + " for " + range,
        feeder.name() + " is filled until " + until,
        "Fill it first: guildhouse backfill " + feeder.name() + " --from " + from + " --to "
            + range.to());
  }

  /** Everything the job rests on, in the order of the flow. */
  private static List<TableJob> feeders(TableJob job) {
    Set<TableJob> all = new HashSet<>();
    collect(job, all);
    all.remove(job);
    return JobGraph.ALL.stream().filter(all::contains).toList();
  }

  private static void collect(TableJob job, Set<TableJob> all) {
    if (!all.add(job)) {
      return;
    }
    for (TableDef input : job.inputs()) {
      Optional<TableJob> feeder = JobGraph.filling(input);
      feeder.ifPresent(found -> collect(found, all));
    }
  }
}

package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What must be redone behind a change, as far as it can be told before anything is folded. */
final class Consequences {
  private Consequences() {}

  /**
   * All that follows from changes of some tables, by job in the order of the flow; jobs that need
   * not run are left out.
   *
   * @param changes what is redone for a reason of its own
   * @param range only days, weeks and months that share a day with it
   */
  static Map<TableJob, Slice> of(Map<TableJob, Slice> changes, DayRange range) {
    Map<TableJob, Slice> all = new LinkedHashMap<>();
    for (TableJob job : JobGraph.ALL) {
      Slice slice = changes.getOrDefault(job, Slice.EMPTY);
      for (TableDef input : job.inputs()) {
        Optional<Slice> changed = JobGraph.filling(input).map(all::get);
        if (changed.isPresent()) {
          slice = slice.plus(job.affectedBy(input, changed.get()));
        }
      }
      slice = slice.ofDays(day -> range.overlaps(job.spanOf(day)));
      if (!slice.isEmpty()) {
        all.put(job, slice);
      }
    }
    return all;
  }
}

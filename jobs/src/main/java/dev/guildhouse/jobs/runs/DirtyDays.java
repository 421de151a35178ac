package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.facts.FactJobs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.ingest.Touched;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Function;

/** Which days jobs have to fold: for new events, for another rule, or because somebody asks. */
final class DirtyDays {
  private DirtyDays() {}

  /** The facts that new events change. */
  static Map<TableJob, Slice> changed(List<Touched> touched) {
    Map<TableJob, Slice> slices = new LinkedHashMap<>();
    for (Touched some : touched) {
      FactJobs.TYPES.forEach((job, types) -> {
        if (types.contains(some.type())) {
          slices.merge(job, some.days(), Slice::plus);
        }
      });
    }
    return slices;
  }

  /**
   * What is counted by another rule than the configuration now says.
   *
   * @param days the days of a range that hold events
   */
  static Map<TableJob, Slice> underOtherRules(
      Config config, Ledger ledger, Function<DayRange, NavigableSet<LocalDate>> days) {
    Map<TableJob, Slice> changed = new LinkedHashMap<>();
    if (CountingRules.isAnyChanged(config, ledger)) {
      for (DayRange folded : CountingRules.folded(ledger)) {
        changed.putAll(CountingRules.changed(config, ledger, days.apply(folded)));
      }
    }
    return changed;
  }

  /**
   * What is folded anew because somebody asks for it.
   *
   * @param held all guilds on the days of the range that hold events
   * @param redo the days asked for
   */
  static Map<TableJob, Slice> again(
      Slice held, JobSelection selection, DayRange range, Set<LocalDate> redo) {
    if (selection.isWhole()) {
      Map<TableJob, Slice> facts = new LinkedHashMap<>();
      FactJobs.TYPES.keySet().forEach(job -> facts.put(job, held.ofDays(redo::contains)));
      return Consequences.of(facts, range);
    }
    TableJob job = selection.jobs().get(0);
    Slice wanted = wanted(held, job, range);
    return Map.of(
        job, wanted.ofDays(day -> job.spanOf(day).days().stream().anyMatch(redo::contains)));
  }

  /** What a job folds of a range when all of its inputs have changed. */
  static Slice wanted(Slice held, TableJob job, DayRange range) {
    Slice slice = Slice.EMPTY;
    for (TableDef input : job.inputs()) {
      slice = slice.plus(job.affectedBy(input, held));
    }
    return slice.ofDays(day -> day.isBefore(range.to()));
  }
}

package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.runs.JobGraph;
import dev.guildhouse.jobs.runs.JobOutcome;
import dev.guildhouse.schedules.operations.runs.RunDay;
import dev.guildhouse.schema.tables.TableDef.Layer;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What runs say of each day. */
final class RunDays {
  /** Not reached yet, or never, if the run has ended. */
  static final String PENDING = "pending";

  static final String RUNNING = "running";
  static final String SUCCEEDED = "succeeded";
  static final String FAILED = "failed";

  private RunDays() {}

  /** The same outcome for many days. */
  static List<RunDay> all(Collection<LocalDate> days, String outcome, String message) {
    return days.stream().map(day -> new RunDay(0, day, outcome, 0, message)).toList();
  }

  /**
   * The days that were redone in at least one table of days, with all tables that hold them. What
   * only looks back on a day, as windows do, does not redo it. Rows are those of folds that hold no
   * other day; when there are none, nobody counted them by day.
   *
   * @param range other days are left out; null for none
   */
  static List<RunDay> of(List<JobOutcome> outcomes, @Nullable DayRange range) {
    Map<LocalDate, Set<String>> tables = new TreeMap<>();
    Map<LocalDate, Long> rows = new TreeMap<>();
    for (JobOutcome outcome : outcomes) {
      TableJob job = JobGraph.named(outcome.job());
      for (LocalDate day : outcome.slice().days()) {
        if (tellsOfDay(job, day) && (range == null || range.contains(day))) {
          tables.computeIfAbsent(day, d -> new TreeSet<>()).add(outcome.job());
          rows.merge(day, outcome.slice().days().size() == 1 ? outcome.rows() : 0, Long::sum);
        }
      }
    }
    for (JobOutcome outcome : outcomes) {
      TableJob job = JobGraph.named(outcome.job());
      for (LocalDate day : outcome.slice().days()) {
        for (LocalDate held : job.spanOf(day).days()) {
          tables.computeIfPresent(held, (d, names) -> {
            names.add(outcome.job());
            return names;
          });
        }
      }
    }
    return tables.entrySet().stream()
        .map(day -> new RunDay(
            0,
            day.getKey(),
            SUCCEEDED,
            rows.getOrDefault(day.getKey(), 0L),
            FinishedRun.counted(day.getValue().size(), "table") + " redone"))
        .toList();
  }

  private static boolean tellsOfDay(TableJob job, LocalDate day) {
    return job.spanOf(day).length() == 1 && job.output().layer() != Layer.MARTS;
  }
}

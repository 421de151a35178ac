package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.ingest.Ingest;
import dev.guildhouse.jobs.runs.JobOutcome;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.schedules.operations.runs.RunDay;
import java.util.List;
import java.util.Locale;

/**
 * A run that ended well.
 *
 * @param number in the history
 * @param days what became of each day that was redone
 */
public record FinishedRun(long number, RunResult result, List<RunDay> days) {
  public FinishedRun {
    days = List.copyOf(days);
  }

  /** What the run did, in one line. */
  public String line() {
    return line(result);
  }

  static String line(RunResult result) {
    StringBuilder line = new StringBuilder();
    result.ingest().ifPresent(taken -> line.append(taken(taken)));
    if (!result.isPublished()) {
      return line + "Nothing to do: release " + result.release() + " holds it all.";
    }
    long tables = result.jobs().stream().map(JobOutcome::job).distinct().count();
    if (tables > 0) {
      line.append("Wrote ")
          .append(counted(result.rows(), "row"))
          .append(" in ")
          .append(counted(tables, "table"))
          .append(". ");
    }
    return line + "Release " + result.release() + " holds it.";
  }

  private static String taken(Ingest.Result taken) {
    StringBuilder line = new StringBuilder();
    if (taken.files() > 0) {
      line.append("Took in ")
          .append(counted(taken.taken(), "event"))
          .append(" from ")
          .append(counted(taken.files(), "landing file"))
          .append(". ");
    }
    if (taken.late() > 0) {
      line.append(String.format(
          Locale.ROOT,
          "Dropped %,d events that came too late: their months are sealed. ",
          taken.late()));
    }
    if (!taken.quarantined().isEmpty()) {
      line.append("In quarantine because nobody can read it: ")
          .append(counted(taken.quarantined().size(), "landing file"))
          .append(". ");
    }
    if (!taken.waiting().isEmpty()) {
      line.append("Waiting for a newer Guildhouse: ")
          .append(counted(taken.waiting().size(), "landing file"))
          .append(". ");
    }
    return line.toString();
  }

  /** A number and what it is of, as a person writes it. */
  static String counted(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }
}

package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schema.time.DayRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A backfill as it is asked for.
 *
 * @param job {@code nightly} for the whole chain, or the name of a table
 * @param days what to fill
 * @param reprocess which days are folded
 * @param order in which parts of the range they are folded
 */
public record BackfillRequest(String job, DayRange days, Reprocess reprocess, Order order) {
  private static final String PREFIX = "backfill ";
  private static final String REPROCESS = "--reprocess ";
  private static final String NEWEST_FIRST = "--newest-first";

  /** Which days of the range are folded, of those that hold events. */
  public enum Reprocess {
    /** Those with something new. */
    MISSING,
    /** These, and those that the last run over them left undone. */
    FAILED,
    /** All, whether or not anything is new. */
    ALL;

    /** As on the command line. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** In which order the parts of a long range are folded. */
  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  /** How the history calls backfills of a job. */
  public static String nameOf(String job) {
    return PREFIX + job;
  }

  /** As it is entered into the history. */
  RunRequest asRun(RunTrigger trigger) {
    List<String> options = new ArrayList<>();
    if (reprocess != Reprocess.MISSING) {
      options.add(REPROCESS + reprocess.text());
    }
    if (order == Order.NEWEST_FIRST) {
      options.add(NEWEST_FIRST);
    }
    return new RunRequest(nameOf(job), String.join(" ", options), "all", days, trigger);
  }

  /** What an entry of the history asked for. */
  static BackfillRequest of(RunRequest entered, DayRange days) {
    Reprocess reprocess = Reprocess.MISSING;
    for (Reprocess one : Reprocess.values()) {
      if (entered.options().contains(REPROCESS + one.text())) {
        reprocess = one;
      }
    }
    return new BackfillRequest(
        entered.job().substring(PREFIX.length()),
        days,
        reprocess,
        entered.options().contains(NEWEST_FIRST) ? Order.NEWEST_FIRST : Order.OLDEST_FIRST);
  }
}

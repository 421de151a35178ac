package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.lake.ledger.Slice;

/**
 * What a run would fold in one table for one reason.
 *
 * @param job its name
 * @param slice the (guild, day)s
 * @param why what makes it necessary
 */
public record PlannedFold(String job, Slice slice, Reason why) {

  /** Why something is to be folded. */
  public enum Reason {
    /** New events of days that were never folded. */
    NEVER_FILLED("never filled"),
    /** New events of days that were folded before. */
    LATE_DATA("late data"),
    /** An earlier table of the flow is redone for these days. */
    INPUT_REDONE("an input is redone"),
    /** Somebody asks for it. */
    REPROCESS("reprocess");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}

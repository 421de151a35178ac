package dev.guildhouse.schedules.operations.drafts;

import java.util.Locale;

/** What became of a draft. It leaves {@link #DRAFTED} once, and for good. */
public enum DraftState {
  /** It waits for a moderator. */
  DRAFTED,
  /** Its post went into the delivery queue. */
  APPROVED,
  REFUSED,
  /** Nobody decided in time. */
  EXPIRED;

  /** As it is stored and printed. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static DraftState ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

package dev.guildhouse.schedules.timetable;

import java.util.Locale;

/** What becomes of slots that passed while nobody ran them. */
public enum CatchUp {
  /** Each is run, in order. */
  ALL,
  /** Only the latest is run; those before it are skipped. */
  LAST,
  /** They are skipped. */
  NONE;

  static CatchUp ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

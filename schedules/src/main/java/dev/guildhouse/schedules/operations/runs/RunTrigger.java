package dev.guildhouse.schedules.operations.runs;

import java.util.Locale;

/** What started a run. */
public enum RunTrigger {
  COMMAND_LINE,
  SCHEDULE,
  DISCORD,
  START_UP;

  /** As stored and shown: {@code command line}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  public static RunTrigger of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }
}

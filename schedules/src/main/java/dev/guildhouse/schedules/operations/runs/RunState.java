package dev.guildhouse.schedules.operations.runs;

import java.util.Locale;

/** How a run stands. */
public enum RunState {
  RUNNING,
  SUCCEEDED,
  /** It found an input not filled yet and did nothing. */
  WAITING,
  FAILED,
  /** Its process died before it could say how it ended. Never stored: told from the process. */
  KILLED;

  /** As stored and shown: {@code succeeded}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

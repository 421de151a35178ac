package dev.guildhouse.schedules.operations.slots;

import java.util.Locale;

/** How a slot stands. */
public enum SlotState {
  /** Begun; if its process is gone it is begun again. */
  RUNNING,
  SUCCEEDED,
  /** To be tried again when there is a next attempt, else given up. */
  FAILED,
  /** Passed over, or there was nothing to do. */
  SKIPPED;

  /** As stored and shown. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SlotState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

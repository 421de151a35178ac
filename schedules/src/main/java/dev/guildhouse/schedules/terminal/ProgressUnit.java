package dev.guildhouse.schedules.terminal;

/** What progress is counted in. */
public enum ProgressUnit {
  /** Shown as megabytes of 1,000,000. */
  BYTES("MB", 1_000_000),
  EVENTS("events", 1),
  DAYS("days", 1);

  private final String text;
  private final long size;

  ProgressUnit(String text, long size) {
    this.text = text;
    this.size = size;
  }

  String text() {
    return text;
  }

  long size() {
    return size;
  }
}

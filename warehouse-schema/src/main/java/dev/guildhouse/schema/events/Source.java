package dev.guildhouse.schema.events;

import java.util.Locale;

/** Where an event was learned from. Stored as its {@link #code()}, which never changes. */
public enum Source {
  GATEWAY(1),
  REST(2),
  /** An export file of another program. */
  EXPORT(3),
  /** JSON Lines of the raw event contract. */
  OUTSIDE(4),
  SIMULATOR(5),
  /** The project's own commands, written as events. */
  AUDIT(6);

  private final int code;

  Source(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

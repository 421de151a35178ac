package dev.guildhouse.schema.tables;

import java.util.Locale;

/** What a number counts. */
public enum Unit {
  /** No number. */
  NONE,
  MESSAGES,
  MEMBERS,
  REACTIONS,
  VOTES,
  THREADS,
  CHANNELS,
  SECONDS,
  SESSIONS,
  CHARACTERS,
  ITEMS,
  RSNC,
  HOURS,
  DAYS,
  WEEKS,
  /** 0 to 1. */
  SHARE,
  POINTS;

  public String text() {
    return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
  }
}

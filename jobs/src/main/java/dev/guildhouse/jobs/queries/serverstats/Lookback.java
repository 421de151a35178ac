package dev.guildhouse.jobs.queries.serverstats;

import dev.guildhouse.schema.time.DayRange;
import java.util.Arrays;

/** How long a snapshot looks back. */
enum Lookback {
  HOUR("1h", 1),
  DAY("1d", 24),
  WEEK("1w", 7 * 24),
  /** Thirty days. */
  MONTH("1m", 30 * 24);

  private final String text;
  private final int hours;

  Lookback(String text, int hours) {
    this.text = text;
    this.hours = hours;
  }

  String text() {
    return text;
  }

  int hours() {
    return hours;
  }

  /** How many fit into a range, counted back from its end. */
  int fitInto(DayRange days) {
    return days.length() * 24 / hours;
  }

  static Lookback named(String text) {
    return Arrays.stream(values())
        .filter(interval -> interval.text.equals(text))
        .findFirst()
        .orElseThrow();
  }
}

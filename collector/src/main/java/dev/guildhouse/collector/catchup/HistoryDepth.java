package dev.guildhouse.collector.catchup;

import dev.guildhouse.schema.time.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** How far back history is fetched. */
public enum HistoryDepth {
  WEEK("7"),
  FORTNIGHT("14"),
  MONTH("30"),
  ALL("all");

  private final String text;

  HistoryDepth(String text) {
    this.text = text;
  }

  /** As the command line writes it: days, or {@code all}. */
  public String text() {
    return text;
  }

  Instant start(Instant now) {
    return this == ALL
        ? Snowflake.FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant()
        : now.minus(Duration.ofDays(Integer.parseInt(text)));
  }
}

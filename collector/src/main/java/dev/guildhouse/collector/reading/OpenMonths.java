package dev.guildhouse.collector.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Which months of an anonymous guild still take events. */
public final class OpenMonths {
  /** A month is sealed this long after its end; its secret is gone then. */
  private static final Duration GRACE = Duration.ofDays(3);

  private OpenMonths() {}

  /** Begin of the first month that is not sealed yet. */
  public static Instant earliest(Instant now) {
    return YearMonth.from(now.minus(GRACE).atOffset(ZoneOffset.UTC))
        .atDay(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }
}

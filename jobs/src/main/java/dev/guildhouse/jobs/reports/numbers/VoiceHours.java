package dev.guildhouse.jobs.reports.numbers;

import dev.guildhouse.jobs.reports.content.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Seconds of voice as people read them: hours, to two digits. */
public final class VoiceHours {
  private static final BigDecimal SECONDS_OF_AN_HOUR = BigDecimal.valueOf(3_600);

  private VoiceHours() {}

  public static Cell of(BigDecimal seconds) {
    return new Cell.Decimal(seconds.divide(SECONDS_OF_AN_HOUR, 2, RoundingMode.HALF_UP));
  }

  public static Cell of(long seconds) {
    return of(BigDecimal.valueOf(seconds));
  }
}

package dev.guildhouse.jobs.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A number that was recounted beside what the tables say.
 *
 * @param key table and metric, as {@code guild_daily.messages}; of a single number also its day, guild
 *     and channel
 * @param direct recounted from the raw events; null when it cannot be, for the reason that the key
 *     gives
 * @param aggregated what the table says
 * @param driftPct by how much the table is off, in percent; null when that has no meaning
 * @param withinTolerance whether all numbers behind it are the same
 */
public record VerifiedMetric(
    String key,
    @Nullable BigDecimal direct,
    @Nullable BigDecimal aggregated,
    @Nullable BigDecimal driftPct,
    boolean withinTolerance) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int DIGITS = 6;

  static VerifiedMetric of(
      String key, BigDecimal direct, BigDecimal aggregated, boolean withinTolerance) {
    BigDecimal drift = drift(direct, aggregated);
    String told = drift == null ? key + " (nothing was recounted)" : key;
    return new VerifiedMetric(told, plain(direct), plain(aggregated), drift, withinTolerance);
  }

  /** Days of which nothing can be recounted any more. */
  static VerifiedMetric notAvailable(String key) {
    return new VerifiedMetric(key, null, null, null, false);
  }

  private static @Nullable BigDecimal drift(BigDecimal direct, BigDecimal aggregated) {
    if (direct.signum() == 0) {
      return aggregated.signum() == 0 ? BigDecimal.ZERO : null;
    }
    return plain(
        aggregated.subtract(direct).multiply(HUNDRED).divide(direct, DIGITS, RoundingMode.HALF_UP));
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}

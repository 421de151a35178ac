package dev.guildhouse.jobs.marts.kpis;

import dev.guildhouse.jobs.statistics.Poisson;
import dev.guildhouse.schema.config.KpiSettings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** How bad a missed target is. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** Periods in a row the wrong way that make a miss a warning. */
  static final int WRONG_WAY = 3;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The severity of a miss; empty without one.
   *
   * @param miss as a share of the target
   * @param wrongWay periods in a row that went the wrong way
   * @param isChance whether few events or their spread may explain it
   */
  static Optional<Severity> of(
      BigDecimal miss, int wrongWay, boolean isChance, KpiSettings settings) {
    if (miss.signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal percent = miss.multiply(HUNDRED);
    if (isChance) {
      return Optional.of(INFO);
    }
    if (percent.compareTo(BigDecimal.valueOf(settings.criticalPercent())) >= 0) {
      return Optional.of(CRITICAL);
    }
    return Optional.of(
        percent.compareTo(BigDecimal.valueOf(settings.warningPercent())) >= 0
                || wrongWay >= WRONG_WAY
            ? WARNING
            : INFO);
  }

  /** Whether so few events are expected that chance explains the distance to a target. */
  static boolean isChance(MetricValue reached, BigDecimal target, KpiSettings settings) {
    double per = reached.per().doubleValue();
    if (!reached.isCount()) {
      return reached.events() < settings.smallCount();
    }
    boolean isSmall = target.doubleValue() * per < settings.smallCount();
    return isSmall && Poisson.interval(reached.events()).contains(target.doubleValue() * per);
  }
}

package dev.guildhouse.jobs.marts.kpis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * A number over a period as a count and what it is divided by, so that chance can be judged.
 *
 * @param amount what is divided: a count of members, or an amount
 * @param per what it is divided by; nothing is known when it is 0
 * @param events how many events are behind it
 * @param isCount whether the amount is that count of events, so that it varies as counts do
 */
public record MetricValue(BigDecimal amount, BigDecimal per, long events, boolean isCount) {

  static MetricValue count(long events, long per) {
    return new MetricValue(BigDecimal.valueOf(events), BigDecimal.valueOf(per), events, true);
  }

  /** The number itself; empty when there is nothing to divide by. */
  public Optional<BigDecimal> value() {
    return per.signum() == 0
        ? Optional.empty()
        : Optional.of(amount.divide(per, MathContext.DECIMAL64));
  }
}

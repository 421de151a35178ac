package dev.guildhouse.schema.kpis;

import dev.guildhouse.schema.WarehouseException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A target as somebody asks for it, with what goes without saying left out.
 *
 * @param id name of the target; null for that of the metric
 * @param metric a metric or a formula; null where a condition is given
 * @param when a condition; null where a metric is given
 * @param value to reach
 * @param period {@code day}, {@code week}, {@code month} or {@code quarter}
 * @param isHigherBetter null for what is usual for the metric
 */
public record TargetRequest(
    @Nullable String id,
    @Nullable String metric,
    @Nullable String when,
    @Nullable BigDecimal value,
    String period,
    @Nullable Boolean isHigherBetter) {

  /**
   * The target that is meant.
   *
   * @param today the first day that it holds
   * @throws WarehouseException with code USAGE that says what is wrong with it
   */
  public KpiTarget target(LocalDate today) {
    if (metric != null && when != null) {
      throw WarehouseException.usage(
          "set a target", "both a metric and a condition are given", "Give one of them.");
    }
    if (when != null && id == null) {
      throw WarehouseException.usage(
          "set a target", "a condition has no name of its own", "Give one as its id.");
    }
    KpiPeriod by = KpiPeriod.ofText(period)
        .orElseThrow(() -> WarehouseException.usage(
            "set a target",
            "there is no period '" + period + "'",
            "Periods: day, week, month, quarter."));
    return new KpiTarget(
        id == null ? usualId() : id,
        metric,
        when,
        when == null ? value : null,
        by,
        isHigher(),
        today,
        null);
  }

  private String usualId() {
    return metric == null
        ? ""
        : KpiExpression.parse(metric)
            .single()
            .map(KpiMetric::text)
            .orElseThrow(() -> WarehouseException.usage(
                "set a target", "a formula has no name of its own", "Give one as its id."));
  }

  private boolean isHigher() {
    if (isHigherBetter != null) {
      return isHigherBetter;
    }
    return metric == null
        || KpiExpression.parse(metric).single().map(KpiMetric::isHigherBetter).orElse(true);
  }
}

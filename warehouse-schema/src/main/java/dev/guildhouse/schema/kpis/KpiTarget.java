package dev.guildhouse.schema.kpis;

import dev.guildhouse.schema.WarehouseException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a guild wants to reach, for as long as it wants it. Either a formula with a value to reach,
 * or a condition that alerts.
 *
 * @param id by which it is changed and removed
 * @param formula what is judged; null for a condition
 * @param condition when to alert; null for a formula
 * @param value to reach, above 0; null for a condition
 * @param period by which it is judged
 * @param isHigherBetter whether falling short is the miss, or going beyond
 * @param from the day on which it was set
 * @param until the day on which it was changed or removed; null while it holds
 */
public record KpiTarget(
    String id,
    @Nullable String formula,
    @Nullable String condition,
    @Nullable BigDecimal value,
    KpiPeriod period,
    boolean isHigherBetter,
    LocalDate from,
    @Nullable LocalDate until) {
  private static final String ID = "[a-z0-9][a-z0-9_-]{0,39}";

  public KpiTarget {
    if (!id.matches(ID)) {
      throw WarehouseException.usage(
          "set the target '" + id + "'",
          "that is no id",
          "Use up to 40 of a-z, 0-9, _ and -, beginning with a letter or digit.");
    }
    if ((formula == null) == (condition == null)) {
      throw WarehouseException.usage(
          "set the target " + id,
          "it takes either a metric or a condition",
          "Give a metric or formula with its target, or a condition.");
    }
    if (formula != null && (value == null || value.signum() <= 0)) {
      throw WarehouseException.usage(
          "set the target " + id,
          "its value is " + (value == null ? "missing" : value.toPlainString()),
          "Give a value above 0.");
    }
    if (formula != null) {
      KpiExpression.parse(formula);
    } else {
      KpiCondition.parse(java.util.Objects.requireNonNull(condition));
    }
  }

  /** Whether it is judged on the period that ends with a day. */
  public boolean holdsOn(LocalDate lastDay) {
    return !lastDay.isBefore(from) && (until == null || lastDay.isBefore(until));
  }

  /** What is judged, as it was written. */
  public String text() {
    return formula == null ? java.util.Objects.requireNonNull(condition) : formula;
  }
}

package dev.guildhouse.schema.kpis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A formula over metrics: constants, + − × ÷ and parentheses. */
public sealed interface KpiExpression {

  /** The value; empty when something in it is unknown, or something is divided by zero. */
  Optional<BigDecimal> value(Function<KpiMetric, Optional<BigDecimal>> metrics);

  /** The metrics that stand in it. */
  Set<KpiMetric> metrics();

  /** The metric that this is and nothing else. */
  default Optional<KpiMetric> single() {
    return Optional.empty();
  }

  record Constant(BigDecimal number) implements KpiExpression {
    @Override
    public Optional<BigDecimal> value(Function<KpiMetric, Optional<BigDecimal>> metrics) {
      return Optional.of(number);
    }

    @Override
    public Set<KpiMetric> metrics() {
      return EnumSet.noneOf(KpiMetric.class);
    }
  }

  record OfMetric(KpiMetric metric) implements KpiExpression {
    @Override
    public Optional<BigDecimal> value(Function<KpiMetric, Optional<BigDecimal>> metrics) {
      return metrics.apply(metric);
    }

    @Override
    public Set<KpiMetric> metrics() {
      return EnumSet.of(metric);
    }

    @Override
    public Optional<KpiMetric> single() {
      return Optional.of(metric);
    }
  }

  record Operation(char operator, KpiExpression left, KpiExpression right)
      implements KpiExpression {
    @Override
    public Optional<BigDecimal> value(Function<KpiMetric, Optional<BigDecimal>> metrics) {
      Optional<BigDecimal> one = left.value(metrics);
      Optional<BigDecimal> other = right.value(metrics);
      if (one.isEmpty() || other.isEmpty()) {
        return Optional.empty();
      }
      BigDecimal a = one.get();
      BigDecimal b = other.get();
      return switch (operator) {
        case '+' -> Optional.of(a.add(b));
        case '-' -> Optional.of(a.subtract(b));
        case '*' -> Optional.of(a.multiply(b, MathContext.DECIMAL64));
        default ->
          b.signum() == 0 ? Optional.empty() : Optional.of(a.divide(b, MathContext.DECIMAL64));
      };
    }

    @Override
    public Set<KpiMetric> metrics() {
      Set<KpiMetric> all = EnumSet.noneOf(KpiMetric.class);
      all.addAll(left.metrics());
      all.addAll(right.metrics());
      return all;
    }
  }

  /**
   * Reads a formula.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code USAGE that says where it breaks
   */
  static KpiExpression parse(String text) {
    return new KpiParser(text).wholeExpression();
  }
}

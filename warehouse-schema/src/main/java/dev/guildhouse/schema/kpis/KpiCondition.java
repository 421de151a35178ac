package dev.guildhouse.schema.kpis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** When to alert: comparisons of formulas, joined with AND and OR. */
public sealed interface KpiCondition {

  /**
   * Whether it holds, and by how much.
   *
   * @param holds whether to alert
   * @param miss how far beyond the bound, as a share of it; 0 when it does not hold
   */
  record Verdict(boolean holds, BigDecimal miss) {
    static final Verdict NO = new Verdict(false, BigDecimal.ZERO);
  }

  /** Empty when what is unknown decides. */
  Optional<Verdict> verdict(Function<KpiMetric, Optional<BigDecimal>> metrics);

  Set<KpiMetric> metrics();

  /** One side against another: {@code <}, {@code <=}, {@code >} or {@code >=}. */
  record Comparison(KpiExpression left, String operator, KpiExpression right)
      implements KpiCondition {
    @Override
    public Optional<Verdict> verdict(Function<KpiMetric, Optional<BigDecimal>> metrics) {
      Optional<BigDecimal> value = left.value(metrics);
      Optional<BigDecimal> bound = right.value(metrics);
      if (value.isEmpty() || bound.isEmpty()) {
        return Optional.empty();
      }
      int order = value.get().compareTo(bound.get());
      boolean holds = switch (operator) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
      return Optional.of(
          holds ? new Verdict(true, distance(value.get(), bound.get())) : Verdict.NO);
    }

    private static BigDecimal distance(BigDecimal value, BigDecimal bound) {
      return bound.signum() == 0
          ? BigDecimal.ONE
          : value.subtract(bound).divide(bound, MathContext.DECIMAL64).abs();
    }

    @Override
    public Set<KpiMetric> metrics() {
      Set<KpiMetric> all = EnumSet.noneOf(KpiMetric.class);
      all.addAll(left.metrics());
      all.addAll(right.metrics());
      return all;
    }
  }

  /** All must hold; the weakest says by how much. */
  record All(List<KpiCondition> parts) implements KpiCondition {
    @Override
    public Optional<Verdict> verdict(Function<KpiMetric, Optional<BigDecimal>> metrics) {
      List<Optional<Verdict>> verdicts =
          parts.stream().map(part -> part.verdict(metrics)).toList();
      if (verdicts.stream().anyMatch(one -> one.isPresent() && !one.get().holds())) {
        return Optional.of(Verdict.NO);
      }
      return verdicts.stream().anyMatch(Optional::isEmpty)
          ? Optional.empty()
          : verdicts.stream()
              .flatMap(Optional::stream)
              .min(java.util.Comparator.comparing(Verdict::miss));
    }

    @Override
    public Set<KpiMetric> metrics() {
      return metricsOf(parts);
    }
  }

  /** One is enough; the strongest says by how much. */
  record Any(List<KpiCondition> parts) implements KpiCondition {
    @Override
    public Optional<Verdict> verdict(Function<KpiMetric, Optional<BigDecimal>> metrics) {
      List<Optional<Verdict>> verdicts =
          parts.stream().map(part -> part.verdict(metrics)).toList();
      Optional<Verdict> strongest = verdicts.stream()
          .flatMap(Optional::stream)
          .filter(Verdict::holds)
          .max(java.util.Comparator.comparing(Verdict::miss));
      return strongest.isPresent() || verdicts.stream().anyMatch(Optional::isEmpty)
          ? strongest
          : Optional.of(Verdict.NO);
    }

    @Override
    public Set<KpiMetric> metrics() {
      return metricsOf(parts);
    }
  }

  private static Set<KpiMetric> metricsOf(List<KpiCondition> parts) {
    Set<KpiMetric> all = EnumSet.noneOf(KpiMetric.class);
    parts.forEach(part -> all.addAll(part.metrics()));
    return all;
  }

  /**
   * Reads a condition.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code USAGE that says where it breaks
   */
  static KpiCondition parse(String text) {
    return new KpiParser(text).wholeCondition();
  }
}

package dev.guildhouse.schema.kpis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KpiExpressionTest {
  private static final Map<KpiMetric, BigDecimal> VALUES = new EnumMap<>(Map.of(
      KpiMetric.DAILY_ACTIVE_USERS, new BigDecimal("40"),
      KpiMetric.WEEKLY_ACTIVE_USERS, new BigDecimal("80"),
      KpiMetric.CHURN_RATE, new BigDecimal("0.3"),
      KpiMetric.VOICE_PARTICIPATION, BigDecimal.ZERO));

  @ParameterizedTest
  @CsvSource({
    "dau, 40",
    "Daily_Active_Users, 40",
    "dau + wau * 2, 200",
    "(dau + wau) * 2, 240",
    "dau / wau, 0.5",
    "dau ÷ wau × 100 − 20, 30",
    "10 - 4 - 3, 3",
    "100 / 10 / 5, 2",
    "-dau + 50, 10",
    "2 * -(1 + 2), -6",
    "1.50 * 2, 3.00"
  })
  void formulasKeepTheOrderOfOperations(String formula, BigDecimal expected) {
    assertThat(KpiExpression.parse(formula).value(KpiExpressionTest::value).orElseThrow())
        .isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dau / voice_participation", "1 + dau / (wau - 80)", "streak_retention"})
  void whatIsDividedByZeroOrUnknownIsUnknown(String formula) {
    assertThat(KpiExpression.parse(formula).value(KpiExpressionTest::value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "dau +", "(dau", "dau)", "dua", "dau wau", "dau & 1", "1..2", "dau < 3"})
  void formulasThatBreakAreRefused(String formula) {
    assertThatThrownBy(() -> KpiExpression.parse(formula))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot read the formula '" + formula + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "dau < 50, true, 0.2",
    "dau < 40, false, 0",
    "dau <= 40, true, 0",
    "dau < 50 AND churn_rate > 0.2, true, 0.2",
    "dau < 50 AND churn_rate > 0.4, false, 0",
    "dau < 50 OR churn_rate > 0.2, true, 0.5",
    "dau < 10 or churn_rate > 0.4, false, 0",
    "dau > 10 OR dau < 10 AND churn_rate > 0.9, true, 3",
    "(dau > 10 OR dau < 10) AND churn_rate > 0.9, false, 0",
    "(dau + wau) / 2 > 50, true, 0.2",
    "streak_retention < 1 OR dau < 50, true, 0.2",
    "streak_retention < 1 AND dau < 10, false, 0"
  })
  void conditionsJoinWithAndBeforeOr(String condition, boolean holds, BigDecimal miss) {
    KpiCondition.Verdict verdict =
        KpiCondition.parse(condition).verdict(KpiExpressionTest::value).orElseThrow();
    assertThat(verdict.holds()).isEqualTo(holds);
    assertThat(verdict.miss()).isEqualByComparingTo(miss);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "streak_retention < 1",
        "streak_retention < 1 AND dau < 50",
        "streak_retention < 1 OR dau < 10"
      })
  void conditionIsUnknownWhereTheUnknownDecides(String condition) {
    assertThat(KpiCondition.parse(condition).verdict(KpiExpressionTest::value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dau", "dau < 1 AND", "dau < 1 dau > 2", "(dau < 1", "dau < < 1"})
  void conditionsThatBreakAreRefused(String condition) {
    assertThatThrownBy(() -> KpiCondition.parse(condition)).isInstanceOf(WarehouseException.class);
  }

  @Test
  void nearestMetricIsNamed() {
    assertThatThrownBy(() -> KpiExpression.parse("churn_rat * 2"))
        .hasMessageContaining("churn_rate");
  }

  @Test
  void quartersBeginInJanuaryAprilJulyAndOctober() {
    assertThat(KpiPeriod.QUARTER.holding(LocalDate.of(2026, 3, 31)))
        .isEqualTo(new DayRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1)));
    assertThat(KpiPeriod.QUARTER.holding(LocalDate.of(2026, 11, 2)))
        .isEqualTo(new DayRange(LocalDate.of(2026, 10, 1), LocalDate.of(2027, 1, 1)));
    assertThat(KpiPeriod.QUARTER.before(KpiPeriod.QUARTER.holding(LocalDate.of(2026, 1, 1))))
        .isEqualTo(new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2026, 1, 1)));
  }

  @Test
  void targetsSayWhatIsWrongWithThem() {
    assertThatThrownBy(() -> target("Bad id", "dau", BigDecimal.ONE))
        .hasMessageContaining("that is no id");
    assertThatThrownBy(() -> target("a", "dau", BigDecimal.ZERO))
        .hasMessageContaining("Give a value above 0");
    assertThat(target("a", "dau", BigDecimal.ONE).holdsOn(LocalDate.of(2026, 1, 1)))
        .isFalse();
    assertThat(target("a", "dau", BigDecimal.ONE).holdsOn(LocalDate.of(2026, 1, 2)))
        .isTrue();
    assertThat(target("a", "dau", BigDecimal.ONE).holdsOn(LocalDate.of(2026, 2, 1)))
        .isFalse();
  }

  private static KpiTarget target(String id, String formula, BigDecimal value) {
    return new KpiTarget(
        id,
        formula,
        null,
        value,
        KpiPeriod.DAY,
        true,
        LocalDate.of(2026, 1, 2),
        LocalDate.of(2026, 2, 1));
  }

  private static Optional<BigDecimal> value(KpiMetric metric) {
    return Optional.ofNullable(VALUES.get(metric));
  }
}

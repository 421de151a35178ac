package dev.guildhouse.jobs.marts.kpis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.kpis.KpiPeriod;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KpiResultsTest {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final LocalDate SUNDAY = MONDAY.plusDays(6);
  private static final long GUILD = 7;

  private final SparkSession spark = TablesInMemory.session();
  private final TablesInMemory tables = new TablesInMemory(spark);
  private final List<KpiTarget> targets = new ArrayList<>();

  @Test
  void everyMetricOfAWeekCountedByHand() {
    int[] active = {2, 2, 2, 1, 0, 0, 1};
    for (int day = 0; day < 7; day++) {
      guild(MONDAY.plusDays(day), active[day], 1.0, day == 3 ? "30.5" : "0");
      guild(MONDAY.minusDays(7 - day), 1, 1.0, "99");
    }
    for (int day = -3; day <= 2; day++) {
      member(1, MONDAY.plusDays(day), "\"messages\": 1");
    }
    member(2, MONDAY.minusDays(5), "\"reactions_given\": 1");
    for (int day = 0; day <= 3; day++) {
      member(2, MONDAY.plusDays(day), "\"voice_seconds\": 5");
    }
    member(3, MONDAY.minusDays(7), "\"messages\": 1");
    member(4, MONDAY.minusDays(6), "\"messages\": 1");
    member(5, SUNDAY, "\"threads_created\": 1");
    // No activity by any definition, and the unknown member: neither counts.
    member(6, SUNDAY, "\"joins\": 1");
    member(0, SUNDAY, "\"messages\": 50");
    member(2, MONDAY.plusDays(4), "\"rewards\": 3");
    member(6, MONDAY.plusDays(4), "\"rewards\": 1");
    target("dau", "dau", "3", true);
    target("wau", "wau", "3", true);
    target("churn", "churn_rate", "0.4", false);
    target("streaks", "streak_retention", "0.6", true);
    target("rewards", "avg_rewards_per_user", "10", true);
    target("rewarded", "avg_rewards_per_rewarded_user", "10", true);
    target("voice", "voice_participation", "1", true);
    target("formula", "wau / dau", "2", true);
    target("zero", "wau / (voice_participation - 1)", "2", true);
    condition("both", "wau < 10 AND voice_participation < 5");
    condition("neither", "wau > 10 OR churn_rate > 0.9");
    targets.add(
        new KpiTarget("month", "dau", null, BigDecimal.ONE, KpiPeriod.MONTH, true, MONDAY, null));
    targets.add(
        new KpiTarget("gone", "dau", null, BigDecimal.ONE, KpiPeriod.WEEK, true, MONDAY, SUNDAY));
    Map<String, Row> results = results(SUNDAY);

    assertThat(results.keySet())
        .containsExactly(
            "both",
            "churn",
            "dau",
            "formula",
            "neither",
            "rewarded",
            "rewards",
            "streaks",
            "voice",
            "wau",
            "zero");
    assertThat(value(results, "dau")).isEqualByComparingTo("1.1429");
    assertThat(value(results, "wau")).isEqualByComparingTo("3");
    // Of 1, 2, 3 and 4 who were there the week before, 3 and 4 are not.
    assertThat(value(results, "churn")).isEqualByComparingTo("0.5");
    // Member 1 was on a streak of three or more on four mornings and kept it on three, member 2 on
    // two and kept it on one.
    assertThat(value(results, "streaks")).isEqualByComparingTo("0.6667");
    assertThat(value(results, "rewards")).isEqualByComparingTo("10.1667");
    // 30.5 for members 2 and 6.
    assertThat(value(results, "rewarded")).isEqualByComparingTo("15.25");
    assertThat(value(results, "voice")).isEqualByComparingTo("1");
    assertThat(value(results, "formula")).isEqualByComparingTo("2.625");
    assertThat(value(results, "zero")).isNull();

    assertThat(miss(results, "dau")).isCloseTo(0.6190, within(1e-4));
    // 21 expected are few, but 8 leave no doubt: at most 15.8.
    assertThat(severity(results, "dau")).isEqualTo("critical");
    assertThat(miss(results, "churn")).isCloseTo(0.25, within(1e-12));
    // 1.6 of 4 expected and 2 seen: chance.
    assertThat(severity(results, "churn")).isEqualTo("info");
    assertThat(miss(results, "formula")).isCloseTo(-0.3125, within(1e-12));
    assertThat(severity(results, "formula")).isNull();
    assertThat(severity(results, "zero")).isNull();
    assertThat(results.get("zero").<String>getAs("not_judged_reason")).isEqualTo("divided_by_zero");
    assertThat(results.get("dau").<String>getAs("not_judged_reason")).isNull();
    assertThat(miss(results, "both")).isCloseTo(0.7, within(1e-12));
    assertThat(severity(results, "both")).isEqualTo("info");
    assertThat(severity(results, "neither")).isNull();
  }

  @Test
  void slowDeclineIsAWarningAfterThreePeriodsTheWrongWay() {
    for (int day = 0; day < 42; day++) {
      // 100 a day, two fewer each week.
      guild(SUNDAY.minusDays(day), 94 + 2 * (day / 7), 1.0, "0");
    }
    target("week", "dau", "95", true);
    targets.add(
        new KpiTarget("day", "dau", null, new BigDecimal("95"), KpiPeriod.DAY, true, MONDAY, null));
    Map<String, Row> results = results(SUNDAY);
    assertThat(value(results, "week")).isEqualByComparingTo("94");
    assertThat(results.get("week").<Integer>getAs("wrong_way_periods")).isEqualTo(3);
    assertThat(severity(results, "week")).isEqualTo("warning");
    // Each of the last three days against the same weekday before.
    assertThat(results.get("day").<Integer>getAs("wrong_way_periods")).isEqualTo(3);
    assertThat(severity(results, "day")).isEqualTo("warning");
  }

  /** 4 a day in January, 2 in February and 6 in March: 366 in 90 days. */
  @Test
  void monthAndQuarterAreJudgedWhenTheyAreOver() {
    LocalDate first = LocalDate.of(2026, 1, 1);
    LocalDate last = LocalDate.of(2026, 3, 31);
    int[] active = {4, 2, 6};
    first
        .datesUntil(last.plusDays(1))
        .forEach(day -> guild(day, active[day.getMonthValue() - 1], 1.0, "0"));
    for (KpiPeriod period : List.of(KpiPeriod.MONTH, KpiPeriod.QUARTER)) {
      targets.add(new KpiTarget(
          period.name().toLowerCase(Locale.ROOT),
          "dau",
          null,
          new BigDecimal("5"),
          period,
          true,
          first,
          null));
    }
    assertThat(results(last.minusDays(1))).isEmpty();
    assertThat(results(LocalDate.of(2026, 2, 28)).keySet()).containsExactly("month");

    Map<String, Row> results = results(last);
    assertThat(value(results, "month")).isEqualByComparingTo("6");
    assertThat(severity(results, "month")).isNull();
    assertThat(value(results, "quarter")).isEqualByComparingTo("4.0667");
    assertThat(miss(results, "quarter")).isCloseTo(0.18666, within(1e-4));
    assertThat(severity(results, "quarter")).isEqualTo("warning");
  }

  @Test
  void periodThatWasHardlyWatchedIsNotJudged() {
    for (int day = 0; day < 14; day++) {
      guild(SUNDAY.minusDays(day), 5, day < 7 ? 0.89 : 1.0, "0");
    }
    target("dau", "dau", "95", true);
    condition("low", "dau < 10");
    Map<String, Row> results = results(SUNDAY);
    assertThat(value(results, "dau")).isNull();
    assertThat(severity(results, "dau")).isNull();
    assertThat(severity(results, "low")).isNull();
    assertThat(results.get("dau").<Double>getAs("coverage")).isCloseTo(0.89, within(1e-9));
  }

  /** On Sunday all was watched, on one day of the week before it nothing: 6 of 7, and 3 of 4 days. */
  @Test
  void coverageSpansWhatAValueLooksBackOver() {
    for (int day = 0; day < 7; day++) {
      guild(SUNDAY.minusDays(day), 1, day == 2 ? 0.0 : 1.0, "0");
    }
    member(1, SUNDAY, "\"messages\": 1");
    for (String metric : List.of("dau", "wau", "churn_rate", "streak_retention")) {
      targets.add(
          new KpiTarget(metric, metric, null, BigDecimal.ONE, KpiPeriod.DAY, true, MONDAY, null));
    }
    Map<String, Row> results = results(SUNDAY);
    assertThat(coverage(results, "dau")).isEqualTo(1);
    assertThat(value(results, "dau")).isEqualByComparingTo("1");
    assertThat(coverage(results, "wau")).isCloseTo(6 / 7.0, within(1e-9));
    assertThat(value(results, "wau")).isNull();
    assertThat(results.get("wau").<String>getAs("not_judged_reason")).isEqualTo("not_watched");
    assertThat(coverage(results, "churn_rate")).isEqualTo(1);
    assertThat(coverage(results, "streak_retention")).isCloseTo(0.75, within(1e-9));
    assertThat(value(results, "streak_retention")).isNull();
  }

  /** February is sealed, so that nobody of the last week of it can be found in March. */
  @Test
  void churnOverASealIsNotAvailable() {
    LocalDate sunday = LocalDate.of(2026, 3, 1);
    for (int day = 0; day < 14; day++) {
      guild(sunday.minusDays(day), 1, 1.0, "0");
    }
    targets.add(new KpiTarget(
        "churn",
        "churn_rate",
        null,
        BigDecimal.ONE,
        KpiPeriod.WEEK,
        false,
        sunday.minusDays(20),
        null));
    tables.seal(YearMonth.of(2026, 2), GUILD);
    Map<String, Row> results = results(sunday);
    assertThat(value(results, "churn")).isNull();
    assertThat(results.get("churn").<String>getAs("not_judged_reason")).isEqualTo("not_available");
  }

  /** The day before was not watched, so nobody knows who stayed away. */
  @Test
  void churnNeedsThePeriodBeforeWatched() {
    guild(SUNDAY.minusDays(1), 1, 0.5, "0");
    guild(SUNDAY, 1, 1.0, "0");
    targets.add(new KpiTarget(
        "churn", "churn_rate", null, BigDecimal.ONE, KpiPeriod.DAY, false, MONDAY, null));
    Map<String, Row> results = results(SUNDAY);
    assertThat(coverage(results, "churn")).isEqualTo(0.5);
    assertThat(value(results, "churn")).isNull();
  }

  @Test
  void severityFollowsMissTrendAndChance() {
    var settings = Config.load(Path.of("none.yaml"), Map.of()).guild(1).kpis();
    assertThat(Severity.of(new BigDecimal("0.25"), 0, false, settings)).hasValue(Severity.CRITICAL);
    assertThat(Severity.of(new BigDecimal("0.2499"), 0, false, settings))
        .hasValue(Severity.WARNING);
    assertThat(Severity.of(new BigDecimal("0.10"), 0, false, settings)).hasValue(Severity.WARNING);
    assertThat(Severity.of(new BigDecimal("0.09"), 2, false, settings)).hasValue(Severity.INFO);
    assertThat(Severity.of(new BigDecimal("0.09"), 3, false, settings)).hasValue(Severity.WARNING);
    assertThat(Severity.of(new BigDecimal("0.9"), 3, true, settings)).hasValue(Severity.INFO);
    assertThat(Severity.of(BigDecimal.ZERO, 3, false, settings)).isEmpty();
    assertThat(Severity.of(new BigDecimal("-1"), 3, false, settings)).isEmpty();
  }

  private void target(String id, String formula, String value, boolean isHigherBetter) {
    targets.add(new KpiTarget(
        id, formula, null, new BigDecimal(value), KpiPeriod.WEEK, isHigherBetter, MONDAY, null));
  }

  private void condition(String id, String condition) {
    targets.add(new KpiTarget(id, null, condition, null, KpiPeriod.WEEK, true, MONDAY, null));
  }

  private void guild(LocalDate day, int active, double coverage, String rewards) {
    tables.with(
        GUILD_DAILY,
        ("{\"guild_id\": 7, \"period_start_date\": \"%s\", \"active_members\": %d,"
                + " \"messages_coverage\": %s, \"reactions_coverage\": 1.0,"
                + " \"voice_coverage\": 1.0, \"reward_amount\": \"%s\"}")
            .formatted(day, active, coverage, rewards));
  }

  private void member(long member, LocalDate day, String what) {
    tables.with(
        MEMBER_DAILY,
        "{\"guild_id\": 7, \"member_key\": %d, \"period_start_date\": \"%s\", %s}"
            .formatted(member, day, what));
  }

  private Map<String, Row> results(LocalDate night) {
    JobInputs inputs = new JobInputs(
        tables, Config.load(Path.of("none.yaml"), Map.of()), spark, Map.of(GUILD, targets));
    Map<String, Row> rows = new TreeMap<>();
    new KpiResults()
        .rows(inputs, Slice.of(List.of(GUILD), List.of(night)))
        .collectAsList()
        .forEach(row -> rows.put(row.getAs("target_id"), row));
    return rows;
  }

  private static @Nullable BigDecimal value(Map<String, Row> rows, String target) {
    return rows.get(target).getAs("value");
  }

  private static double coverage(Map<String, Row> rows, String target) {
    return rows.get(target).<Double>getAs("coverage");
  }

  private static double miss(Map<String, Row> rows, String target) {
    return rows.get(target).<Double>getAs("miss");
  }

  private static @Nullable String severity(Map<String, Row> rows, String target) {
    return rows.get(target).getAs("severity");
  }
}

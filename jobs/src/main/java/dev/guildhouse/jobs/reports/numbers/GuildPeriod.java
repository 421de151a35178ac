package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * One guild over one period: from the rollup of exactly that day, ISO week or month where there is
 * one, else folded from its days, with members counted afresh.
 */
public final class GuildPeriod {
  private final DayRange days;
  private final GuildDays daily;
  private final Optional<Row> rollup;

  /** Empty when the rollup has them, or when nobody can be counted once over the period. */
  private final Map<Distinct, Long> uniques;

  /** Why nobody can be counted once over the days of the period, if so. */
  private final Optional<String> whyNoUniques;

  private final boolean isPublic;

  private GuildPeriod(ReportRequest request, TableReader tables, DayRange days, GuildDays daily) {
    this.days = days;
    this.daily = daily;
    this.rollup = rollup(request, tables, days);
    this.whyNoUniques = request.whyNoUniques(tables.sealed(), days);
    this.isPublic = request.isPublic();
    this.uniques = whyNoUniques.isEmpty() && rollup.isEmpty() && !isPublic
        ? new Uniques(tables, request.guildId()).ofGuild(days)
        : Map.of();
  }

  /**
   * Reads what is needed for one period.
   *
   * @param daily holds at least the days of the period
   */
  public static GuildPeriod read(
      ReportRequest request, TableReader tables, DayRange days, GuildDays daily) {
    return new GuildPeriod(request, tables, days, daily);
  }

  /** A number that adds up over days; empty when it is withheld from the public. */
  public Optional<BigDecimal> sum(Metric.Sum metric) {
    return isPublic
        ? told(metric)
        : Optional.of(rollup
            .map(row -> decimal(row.getAs(metric.name())))
            .orElseGet(() -> daily.sum(metric, days)));
  }

  /**
   * Different members, each counted once; empty when the privacy mode makes that impossible, or when
   * it is withheld from the public.
   */
  public Optional<BigDecimal> unique(Distinct metric) {
    if (isPublic) {
      return told(metric);
    }
    if (rollup.isPresent()) {
      // A week that was counted before a month of it was sealed stays known.
      return told(metric);
    }
    return whyNoUniques.isEmpty()
        ? Optional.of(BigDecimal.valueOf(uniques.getOrDefault(metric, 0L)))
        : Optional.empty();
  }

  /** Why members are not counted; empty when they are. */
  public Optional<String> whyNoUniques() {
    boolean isCounted =
        Metrics.DISTINCTS.stream().allMatch(metric -> unique(metric).isPresent());
    return isCounted ? Optional.empty() : whyNoUniques;
  }

  /** A state at the end of the period; empty when nobody counted. */
  public Optional<BigDecimal> level(Metric.Level metric) {
    return rollup.isPresent()
        ? Optional.ofNullable(rollup.get().<Object>getAs(metric.name())).map(GuildPeriod::decimal)
        : daily.number(metric, days.to().minusDays(1));
  }

  /** How much of the period all the families of events were watched: the least of them. */
  public Coverage coverage(Set<String> families) {
    return families.stream()
        .map(family -> rollup
            .map(row -> Coverage.in(row, family))
            .orElseGet(() -> daily.coverage(Set.of(family), days)))
        .reduce(Coverage::orLess)
        .orElseThrow();
  }

  /** What the rollup of exactly the period tells; of the public's, nothing else is known. */
  private Optional<BigDecimal> told(Metric metric) {
    return rollup.map(row -> row.<@Nullable Object>getAs(metric.name())).map(GuildPeriod::decimal);
  }

  private static Optional<Row> rollup(ReportRequest request, TableReader tables, DayRange days) {
    return new ReportPeriod(days)
        .calendar()
        .map(period -> Rollups.of(Entity.GUILD, period))
        .flatMap(table -> tables
            .table(table, days)
            .where(col("guild_id").equalTo(request.guildId()))
            .collectAsList()
            .stream()
            .findFirst());
  }

  static BigDecimal decimal(Object number) {
    return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
  }
}

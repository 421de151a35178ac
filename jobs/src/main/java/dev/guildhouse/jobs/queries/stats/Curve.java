package dev.guildhouse.jobs.queries.stats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * How activity went, by day or by ISO week.
 *
 * @param isByWeek whether a row is a week, named by its Monday
 */
record Curve(boolean isByWeek, List<List<Cell>> rows) {
  static final String NAME = "Activity";

  private static final String FROM = "From";
  private static final String ACTIVE = "Active users";
  private static final String MESSAGES = "Messages";
  private static final String COVERAGE = "Messages watched %";
  private static final Set<String> FAMILIES = Set.of("messages", "reactions", "voice");

  static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of(FROM, Format.DAY),
      ReportColumn.of(ACTIVE, Format.COUNT),
      ReportColumn.of(MESSAGES, Format.COUNT),
      ReportColumn.of("Rewards RSNC", Format.DECIMAL),
      ReportColumn.of(COVERAGE, Format.DECIMAL));

  static Curve ofDays(GuildDays daily, DayRange days) {
    List<List<Cell>> rows = new ArrayList<>();
    for (LocalDate day : days.days()) {
      DayRange one = DayRange.of(day);
      rows.add(row(
          day,
          daily.number(Metrics.ACTIVE_MEMBERS, day),
          daily.number(Metrics.MESSAGES, day),
          daily.number(Metrics.REWARD_AMOUNT, day),
          daily.coverage(FAMILIES, one),
          daily.coverage(Set.of("messages"), one)));
    }
    return new Curve(false, rows);
  }

  /** The whole ISO weeks that share a day with a range. */
  static Curve ofWeeks(TableReader tables, long guildId, DayRange days) {
    DayRange weeks = Period.WEEK.covering(days);
    Map<LocalDate, Row> found = new TreeMap<>();
    for (Row row : tables
        .table(Rollups.of(Entity.GUILD, Period.WEEK), weeks)
        .where(col("guild_id").equalTo(lit(guildId)))
        .withColumn("monday", col("period_start_date").cast("string"))
        .collectAsList()) {
      found.put(LocalDate.parse(row.<String>getAs("monday")), row);
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (LocalDate week = weeks.from(); week.isBefore(weeks.to()); week = week.plusWeeks(1)) {
      @Nullable Row row = found.get(week);
      rows.add(row(
          week,
          number(row, "active_members"),
          number(row, "messages"),
          number(row, "reward_amount"),
          FAMILIES.stream()
              .map(family -> coverage(row, family))
              .reduce(Coverage::orLess)
              .orElseThrow(),
          coverage(row, "messages")));
    }
    return new Curve(true, rows);
  }

  String caption() {
    return isByWeek
        ? "By ISO week, from Monday; a week that has not ended holds the days so far."
        : "By UTC day.";
  }

  Chart chart() {
    return new Chart.Days(
        isByWeek ? "Messages and active users per ISO week" : "Messages and active users per day",
        NAME,
        FROM,
        MESSAGES,
        ACTIVE,
        COVERAGE);
  }

  private static List<Cell> row(
      LocalDate from,
      Optional<BigDecimal> active,
      Optional<BigDecimal> messages,
      Optional<BigDecimal> rewards,
      Coverage ofActivity,
      Coverage ofMessages) {
    return List.of(
        Cell.of(from),
        seen(active, ofActivity),
        seen(messages, ofMessages),
        Answer.decimal(rewards.orElse(BigDecimal.ZERO)),
        ofMessages.percent());
  }

  /** What nobody watched is a gap in the curve. */
  private static Cell seen(Optional<BigDecimal> number, Coverage coverage) {
    BigDecimal known = number.orElse(BigDecimal.ZERO);
    return known.signum() == 0 && coverage.isNone() ? Cell.NONE : Cell.of(known.longValueExact());
  }

  private static Optional<BigDecimal> number(@Nullable Row row, String column) {
    return row == null
        ? Optional.empty()
        : Optional.ofNullable(row.<@Nullable Object>getAs(column))
            .map(number -> new BigDecimal(number.toString()));
  }

  private static Coverage coverage(@Nullable Row row, String family) {
    return new Coverage(number(row, family + "_coverage").orElse(BigDecimal.ZERO), BigDecimal.ONE);
  }
}

package dev.guildhouse.jobs.queries.stats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What happened today up to the last hour that is folded, beside the same hours of the last four
 * same weekdays.
 *
 * @param hours how many hours of the day are there
 */
public record TodaySoFar(LocalDate today, int hours, List<List<Cell>> rows) {
  public static final String NAME = "Today so far";

  private static final int WEEKDAYS = 4;

  public static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Day", Format.DAY),
      ReportColumn.of("Active users", Format.COUNT),
      ReportColumn.of("Messages", Format.COUNT),
      ReportColumn.of("Rewards RSNC", Format.DECIMAL),
      ReportColumn.of("State", Format.TEXT));

  /** Empty when no hour of today is there. */
  public static Optional<TodaySoFar> read(TableReader tables, long guildId, LocalDate today) {
    Row last = tables
        .table(Rollups.ACTIVITY_HOURLY, DayRange.of(today))
        .where(col("guild_id").equalTo(lit(guildId)))
        .agg(max(hour(col("hour_at"))))
        .first();
    if (last.isNullAt(0)) {
      return Optional.empty();
    }
    int hours = last.getInt(0) + 1;
    List<LocalDate> days =
        IntStream.rangeClosed(0, WEEKDAYS).mapToObj(today::minusWeeks).toList();
    Column[] sums = Stream.of(
            Metrics.MESSAGES,
            Metrics.VOICE_SECONDS,
            Metrics.REACTIONS_GIVEN,
            Metrics.THREADS_CREATED,
            Metrics.REWARD_AMOUNT)
        .map(metric -> sum(metric.name()).as(metric.name()))
        .toArray(Column[]::new);
    Map<LocalDate, Row> found = new TreeMap<>();
    for (Row row : tables
        .table(Rollups.ACTIVITY_HOURLY, new DayRange(days.get(WEEKDAYS), today.plusDays(1)))
        .where(col("guild_id")
            .equalTo(lit(guildId))
            .and(col("activity_date").isin(days.toArray()))
            .and(hour(col("hour_at")).lt(hours)))
        .groupBy("activity_date", "member_key")
        .agg(sums[0], java.util.Arrays.copyOfRange(sums, 1, sums.length))
        .groupBy(col("activity_date").cast("string"))
        .agg(
            count_if(expr("member_key <> 0 AND (" + Metrics.ACTIVE_ANY + ")")),
            sum("messages"),
            sum("reward_amount"))
        .collectAsList()) {
      found.put(LocalDate.parse(row.getString(0)), row);
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (LocalDate day : days) {
      rows.add(row(day, found.get(day), day.equals(today)));
    }
    return Optional.of(new TodaySoFar(today, hours, rows));
  }

  /** What the rows are. */
  public String caption() {
    return "Today from 00:00 to " + hours + ":00 UTC, and the same hours of the last " + WEEKDAYS
        + " same weekdays.";
  }

  private static List<Cell> row(LocalDate day, @Nullable Row row, boolean isToday) {
    return List.of(
        Cell.of(day),
        row == null ? Cell.NONE : Cell.of(row.getLong(1)),
        row == null ? Cell.NONE : Cell.of(row.getLong(2)),
        row == null
            ? Cell.NONE
            : Answer.decimal(row.isNullAt(3) ? BigDecimal.ZERO : row.getDecimal(3)),
        Cell.of(isToday ? "incomplete" : row == null ? "nothing known" : "the same hours"));
  }
}

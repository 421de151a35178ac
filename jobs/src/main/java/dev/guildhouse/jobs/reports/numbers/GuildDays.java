package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The daily rollup of one guild, held in the driver: one row for each day that has any activity or
 * any watched time. A day without a row is unknown, not zero.
 */
public final class GuildDays {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final String DAY = "day_text";

  private final Map<LocalDate, Row> rows;

  private GuildDays(Map<LocalDate, Row> rows) {
    this.rows = rows;
  }

  public static GuildDays read(TableReader tables, long guildId, DayRange days) {
    Map<LocalDate, Row> rows = new HashMap<>();
    tables
        .table(GUILD_DAILY, days)
        .where(col("guild_id").equalTo(guildId))
        .withColumn(DAY, col("period_start_date").cast("string"))
        .collectAsList()
        .forEach(row -> rows.put(LocalDate.parse(row.<String>getAs(DAY)), row));
    return new GuildDays(rows);
  }

  /** Sums over days are valid for this kind of metric alone, which its type says. */
  public BigDecimal sum(Metric.Sum metric, DayRange days) {
    return days.days().stream()
        .flatMap(day -> number(metric, day).stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A number of one day, as its row has it. */
  public Optional<BigDecimal> number(Metric metric, LocalDate day) {
    return value(metric.name(), day).map(GuildPeriod::decimal);
  }

  /** Whether there is a row of a day. */
  public boolean has(LocalDate day) {
    return rows.containsKey(day);
  }

  /** The share of the days in which all the families of events were watched: the least of them. */
  public Coverage coverage(Set<String> families, DayRange days) {
    return families.stream()
        .map(family -> coverage(family, days))
        .reduce(Coverage::orLess)
        .orElseThrow();
  }

  private Coverage coverage(String family, DayRange days) {
    BigDecimal watched = days.days().stream()
        .flatMap(day -> value(family + "_coverage", day).stream())
        .map(GuildPeriod::decimal)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Coverage(watched, BigDecimal.valueOf(days.length()));
  }

  private Optional<Object> value(String column, LocalDate day) {
    return Optional.ofNullable(rows.get(day)).map(row -> row.<@Nullable Object>getAs(column));
  }
}

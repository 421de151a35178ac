package dev.guildhouse.jobs.disclosure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The rollup rows of one guild and its channels, by place and period. */
final class GuildNumbers {
  private static final String START = "start_day";

  private final Map<Cell, Row> rows;

  private GuildNumbers(Map<Cell, Row> rows) {
    this.rows = rows;
  }

  /** Reads the rows whose period begins within a range. */
  static GuildNumbers read(TableReader tables, long guildId, DayRange days) {
    Map<Cell, Row> rows = new TreeMap<>(
        Comparator.comparing(Cell::start).thenComparing(Cell::period).thenComparing(Cell::place));
    for (Period period : Period.values()) {
      for (Entity entity : List.of(Entity.GUILD, Entity.CHANNEL)) {
        TableDef table = Rollups.of(entity, period);
        for (Row row : tables
            .table(table, days)
            .where(col("guild_id").equalTo(guildId))
            .withColumn(START, unix_date(col(table.countedBy())))
            .collectAsList()) {
          long place = entity == Entity.GUILD ? Cell.GUILD : row.<Long>getAs("channel_id");
          LocalDate start = LocalDate.ofEpochDay(row.<Integer>getAs(START));
          rows.put(new Cell(place, period, start), row);
        }
      }
    }
    return new GuildNumbers(rows);
  }

  boolean has(Cell cell) {
    return rows.containsKey(cell);
  }

  Row row(Cell cell) {
    Row row = rows.get(cell);
    if (row == null) {
      throw new IllegalArgumentException("no row of " + cell);
    }
    return row;
  }

  Set<Cell> cells() {
    return rows.keySet();
  }

  Set<Long> channels() {
    return rows.keySet().stream()
        .map(Cell::place)
        .filter(place -> place != Cell.GUILD)
        .collect(Collectors.toSet());
  }

  /** Whether the number of a row is known. */
  boolean isKnown(Cell cell, Metric metric) {
    return row(cell).<@Nullable Object>getAs(metric.name()) != null;
  }

  /** A number of a row; 0 when there is no row, or nobody knows. */
  BigDecimal of(Cell cell, Metric metric) {
    Row row = rows.get(cell);
    Object value = row == null ? null : row.getAs(metric.name());
    return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
  }
}

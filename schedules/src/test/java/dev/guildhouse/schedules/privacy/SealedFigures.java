package dev.guildhouse.schedules.privacy;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.dayofweek;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.stddev_samp;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What must not change by a sealing: every rollup of guilds and channels, and how many members wrote
 * how much by month, weekday and hour.
 *
 * @param rows by figure, each as text, in order
 */
record SealedFigures(Map<String, List<String>> rows) {
  static SealedFigures of(TableReader tables, YearMonth month) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Period period : Period.values()) {
      for (Entity entity : List.of(Entity.GUILD, Entity.CHANNEL)) {
        TableDef table = Rollups.of(entity, period);
        rows.put(table.name(), text(tables.table(table)));
      }
    }
    DayRange days = new DayRange(month.atDay(1), month.plusMonths(1).atDay(1));
    Dataset<Row> cube = tables.table(Rollups.ACTIVITY_HOURLY, days);
    rows.put("by weekday", perMember(cube, dayofweek(col("activity_date"))));
    rows.put("by hour", perMember(cube, hour(col("hour_at"))));
    rows.put("by channel", perMember(cube, col("channel_id")));
    rows.put(
        "by month", perMember(tables.table(Rollups.of(Entity.MEMBER, Period.DAY), days), lit(0)));
    return new SealedFigures(rows);
  }

  /** Without rows of weeks and of other months, which may go on. */
  SealedFigures ofMonth(YearMonth month) {
    Map<String, List<String>> some = new TreeMap<>();
    rows.forEach((figure, all) -> {
      boolean isRollup = figure.contains("_");
      if (!figure.endsWith("_weekly")) {
        some.put(
            figure,
            all.stream()
                .filter(row -> !isRollup || row.contains("," + month + "-"))
                .toList());
      }
    });
    return new SealedFigures(some);
  }

  private static List<String> perMember(Dataset<Row> rows, Column by) {
    return text(rows.where(col("member_key").notEqual(0))
        .groupBy(col("guild_id"), by.as("by"), col("member_key"))
        .agg(sum("messages").as("messages"), sum("voice_seconds").as("voice_seconds"))
        .where(col("messages").gt(0))
        .groupBy("guild_id", "by")
        .agg(
            count(lit(1)),
            round(avg("messages"), 9),
            round(stddev_samp("messages"), 9),
            round(avg("voice_seconds"), 9)));
  }

  private static List<String> text(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}

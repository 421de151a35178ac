package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A measure by hours since the epoch; hours without any are not in it. */
public final class HourCounts {
  private HourCounts() {}

  public static Map<Long, Double> ofGuild(
      TableReader tables, long guildId, DayRange days, Metric.Sum metric) {
    return read(rows(tables, guildId, days), metric);
  }

  public static Map<Long, Double> ofChannel(
      TableReader tables, long guildId, DayRange days, Metric.Sum metric, long channelId) {
    return read(rows(tables, guildId, days).where(col("channel_id").equalTo(channelId)), metric);
  }

  /** Of one member, from the cube. */
  public static Map<Long, Double> ofMember(
      TableReader tables, long guildId, DayRange days, Metric.Sum metric, long memberKey) {
    return read(
        tables
            .table(Rollups.ACTIVITY_HOURLY, days)
            .where(col("guild_id").equalTo(guildId).and(col("member_key").equalTo(memberKey))),
        metric);
  }

  private static Dataset<Row> rows(TableReader tables, long guildId, DayRange days) {
    return tables.table(Rollups.CHANNEL_HOURLY, days).where(col("guild_id").equalTo(guildId));
  }

  private static Map<Long, Double> read(Dataset<Row> rows, Metric.Sum metric) {
    Map<Long, Double> counts = new HashMap<>();
    rows.where(col(metric.name()).gt(0))
        .groupBy(expr("unix_seconds(hour_at) DIV 3600").as("hour"))
        .agg(sum(metric.name()).cast("double"))
        .collectAsList()
        .forEach(row -> counts.put(row.getLong(0), row.getDouble(1)));
    return counts;
  }
}

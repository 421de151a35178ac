package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * For how long of each hour a family of events was watched. A channel is watched when it is, or when
 * the whole guild is; a guild that was not watched as a whole was as much as its channels of that day
 * on average.
 */
public final class WatchedHours {
  private static final long WHOLE_GUILD = 0;

  private final Map<Long, Double> seconds;

  private WatchedHours(Map<Long, Double> seconds) {
    this.seconds = seconds;
  }

  public static WatchedHours ofGuild(
      TableReader tables, long guildId, DayRange days, String family) {
    Dataset<Row> channels = tables
        .table(Rollups.CHANNEL_HOURLY, days)
        .where(col("guild_id").equalTo(guildId))
        .select(col("activity_date").as("day"), col("channel_id"))
        .union(tables
            .table(Facts.COLLECTOR_COVERAGE, days)
            .where(col("guild_id").equalTo(guildId))
            .select(col("covered_date").as("day"), col("channel_id")))
        .where(col("channel_id").notEqual(WHOLE_GUILD))
        .groupBy("day")
        .agg(expr("count(DISTINCT channel_id)").as("channels"));
    return new WatchedHours(read(hours(tables, guildId, days, family)
        .withColumnRenamed("covered_date", "day")
        .join(channels, new String[] {"day"}, "left")
        .selectExpr("hour", "greatest(whole, coalesce(single / channels, 0D))")));
  }

  public static WatchedHours ofChannel(
      TableReader tables, long guildId, DayRange days, String family, long channelId) {
    Dataset<Row> own = tables
        .table(Facts.COLLECTOR_COVERAGE, days)
        .where(col("channel_id").isin(WHOLE_GUILD, channelId));
    return new WatchedHours(read(ofFamily(own, guildId, family)
        .groupBy(hour())
        .agg(max("covered_seconds").cast("double"))));
  }

  private static Dataset<Row> hours(
      TableReader tables, long guildId, DayRange days, String family) {
    var isWhole = col("channel_id").equalTo(WHOLE_GUILD);
    return ofFamily(tables.table(Facts.COLLECTOR_COVERAGE, days), guildId, family)
        .groupBy(col("covered_date"), hour())
        .agg(
            max(when(isWhole, col("covered_seconds")).otherwise(lit(0L)))
                .cast("double")
                .as("whole"),
            sum(when(isWhole, lit(0L)).otherwise(col("covered_seconds"))).as("single"));
  }

  private static Dataset<Row> ofFamily(Dataset<Row> coverage, long guildId, String family) {
    return coverage.where(col("guild_id").equalTo(guildId).and(col("family").equalTo(family)));
  }

  private static org.apache.spark.sql.Column hour() {
    return expr("unix_seconds(hour_at) DIV 3600").as("hour");
  }

  private static Map<Long, Double> read(Dataset<Row> rows) {
    Map<Long, Double> seconds = new HashMap<>();
    rows.collectAsList().forEach(row -> seconds.put(row.getLong(0), row.getDouble(1)));
    return seconds;
  }

  /**
   * Watched seconds.
   *
   * @param hour hours since the epoch
   */
  public double seconds(long hour) {
    return seconds.getOrDefault(hour, 0.0);
  }
}

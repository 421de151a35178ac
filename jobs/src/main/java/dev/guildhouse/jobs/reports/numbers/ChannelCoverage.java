package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much of a period the messages of each channel were watched. A channel is watched when it is,
 * or when the whole guild is; of two that overlap within an hour the longer one counts.
 */
public final class ChannelCoverage {
  private static final long WHOLE_GUILD = 0;
  private static final String FAMILY = "messages";
  private static final long SECONDS_OF_A_DAY = 86_400;

  private final Map<Long, Long> seconds;
  private final DayRange days;

  private ChannelCoverage(Map<Long, Long> seconds, DayRange days) {
    this.seconds = seconds;
    this.days = days;
  }

  public static ChannelCoverage read(TableReader tables, long guildId, DayRange days) {
    Dataset<Row> hours = tables
        .table(Facts.COLLECTOR_COVERAGE, days)
        .where(col("guild_id").equalTo(guildId).and(col("family").equalTo(FAMILY)))
        .select("channel_id", "hour_at", "covered_seconds");
    Dataset<Row> guildHours = hours
        .where(col("channel_id").equalTo(WHOLE_GUILD))
        .select(col("hour_at"), col("covered_seconds").as("guild_seconds"));
    Map<Long, Long> seconds = new HashMap<>();
    for (Row row : hours
        .join(guildHours, new String[] {"hour_at"}, "left")
        .withColumn(
            "added_seconds",
            greatest(
                col("covered_seconds").minus(coalesce(col("guild_seconds"), lit(0L))), lit(0L)))
        .groupBy("channel_id")
        .agg(sum("covered_seconds"), sum("added_seconds"))
        .collectAsList()) {
      long channel = row.getLong(0);
      seconds.put(channel, row.getLong(channel == WHOLE_GUILD ? 1 : 2));
    }
    return new ChannelCoverage(seconds, days);
  }

  public Coverage of(long channelId) {
    long watched = seconds.getOrDefault(WHOLE_GUILD, 0L) + seconds.getOrDefault(channelId, 0L);
    return new Coverage(
        BigDecimal.valueOf(watched), BigDecimal.valueOf(days.length() * SECONDS_OF_A_DAY));
  }
}

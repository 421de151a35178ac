package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much of a period each family of events was watched in each channel. A channel is watched when it is,
 * or when the whole guild is; of two that overlap within an hour the longer one counts.
 */
public final class ChannelCoverage {
  private static final long WHOLE_GUILD = 0;
  private static final long SECONDS_OF_A_DAY = 86_400;

  private record Watched(String family, long channelId) {}

  private final Map<Watched, Long> seconds;
  private final DayRange days;

  private ChannelCoverage(Map<Watched, Long> seconds, DayRange days) {
    this.seconds = seconds;
    this.days = days;
  }

  public static ChannelCoverage read(TableReader tables, long guildId, DayRange days) {
    Dataset<Row> hours = tables
        .table(Facts.COLLECTOR_COVERAGE, days)
        .where(col("guild_id").equalTo(guildId))
        .select("family", "channel_id", "hour_at", "covered_seconds");
    Dataset<Row> guildHours = hours
        .where(col("channel_id").equalTo(WHOLE_GUILD))
        .select(col("family"), col("hour_at"), col("covered_seconds").as("guild_seconds"));
    Map<Watched, Long> seconds = new HashMap<>();
    for (Row row : hours
        .join(guildHours, new String[] {"family", "hour_at"}, "left")
        .withColumn(
            "added_seconds",
            greatest(
                col("covered_seconds").minus(coalesce(col("guild_seconds"), lit(0L))), lit(0L)))
        .groupBy("family", "channel_id")
        .agg(sum("covered_seconds"), sum("added_seconds"))
        .collectAsList()) {
      long channel = row.getLong(1);
      seconds.put(
          new Watched(row.getString(0), channel), row.getLong(channel == WHOLE_GUILD ? 2 : 3));
    }
    return new ChannelCoverage(seconds, days);
  }

  /** How much of a family's events was watched in a channel. */
  public Coverage of(String family, long channelId) {
    long watched = seconds.getOrDefault(new Watched(family, WHOLE_GUILD), 0L)
        + seconds.getOrDefault(new Watched(family, channelId), 0L);
    return new Coverage(
        BigDecimal.valueOf(watched), BigDecimal.valueOf(days.length() * SECONDS_OF_A_DAY));
  }

  /** A number of the whole guild: a zero is none where the family was watched in no channel. */
  public Cell seenAnywhere(String family, long number, Cell printed) {
    boolean isWatched = seconds.entrySet().stream()
        .anyMatch(entry -> entry.getKey().family().equals(family) && entry.getValue() > 0);
    return number == 0 && !isWatched ? Cell.NOT_WATCHED : printed;
  }
}

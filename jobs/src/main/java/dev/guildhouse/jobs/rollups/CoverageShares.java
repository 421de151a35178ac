package dev.guildhouse.jobs.rollups;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.schema.metrics.Metric.Coverage;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The share of a period in which each family of events was really watched. A channel was watched when
 * the whole guild was, or it by itself. A guild was watched as a whole, or else as much as its known
 * channels were on average.
 */
final class CoverageShares {
  private static final String START = "period_start_date";

  private CoverageShares() {}

  /**
   * One row per key with a column per family and {@code coverage_updated_at}.
   *
   * @param coverage covered seconds of channels and hours, within the periods
   * @param active any rows of the same periods that tell in which channels anything was done
   */
  static Dataset<Row> of(
      Entity entity, List<String> key, Dataset<Row> coverage, Dataset<Row> active, Period period) {
    Dataset<Row> channels = active
        .select("guild_id", START, "channel_id")
        .union(coverage.select("guild_id", START, "channel_id"))
        .where(col("channel_id").notEqual(0))
        .distinct();
    Dataset<Row> whole = coverage
        .where(col("channel_id").equalTo(0))
        .groupBy("guild_id", START, "family", "hour_at")
        .agg(max("covered_seconds").as("whole_seconds"), max("updated_at").as("whole_updated_at"));
    Dataset<Row> single = coverage.where(col("channel_id").notEqual(0));
    Dataset<Row> cells = entity == Entity.GUILD
        ? guildHours(single, channels, whole)
        : channelHours(single, channels, whole);
    Column periodSeconds = unix_date(RollupFolds.periodEnd(period, col(START)))
        .minus(unix_date(col(START)))
        .multiply(86_400.0);
    Column[] shares = Stream.concat(
            Metrics.COVERAGES.stream().map(metric -> seconds(metric).as(metric.name())),
            Stream.of(max("updated_at").as("coverage_updated_at")))
        .toArray(Column[]::new);
    Dataset<Row> rows = cells
        .groupBy(key.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(shares[0], Arrays.copyOfRange(shares, 1, shares.length));
    for (Coverage metric : Metrics.COVERAGES) {
      rows =
          rows.withColumn(metric.name(), least(col(metric.name()).divide(periodSeconds), lit(1.0)));
    }
    return rows;
  }

  private static Column seconds(Coverage metric) {
    return coalesce(
        sum(when(col("family").equalTo(metric.family()), col("seconds"))).cast("double"), lit(0.0));
  }

  private static Dataset<Row> guildHours(
      Dataset<Row> single, Dataset<Row> channels, Dataset<Row> whole) {
    Dataset<Row> known = channels
        .groupBy("guild_id", START)
        .agg(count_distinct(col("channel_id")).as("channels"));
    Dataset<Row> mean = single
        .groupBy("guild_id", START, "family", "hour_at")
        .agg(
            sum("covered_seconds").as("channel_seconds"),
            count_distinct(col("channel_id")).as("channels_told"),
            max("updated_at").as("mean_updated_at"))
        .join(known, new String[] {"guild_id", START});
    // A channel that was not watched by itself was watched as much as the guild.
    return mean.join(whole, new String[] {"guild_id", START, "family", "hour_at"}, "full")
        .withColumn("whole", coalesce(col("whole_seconds").cast("double"), lit(0.0)))
        .withColumn(
            "seconds",
            coalesce(
                expr("(channel_seconds + whole * (channels - channels_told)) / channels"),
                col("whole")))
        .withColumn("updated_at", greatest(col("mean_updated_at"), col("whole_updated_at")));
  }

  private static Dataset<Row> channelHours(
      Dataset<Row> single, Dataset<Row> channels, Dataset<Row> whole) {
    String[] cell = {"guild_id", START, "channel_id", "family", "hour_at"};
    Dataset<Row> everywhere = channels.join(whole, new String[] {"guild_id", START});
    return single
        .select(
            col(cell[0]),
            col(cell[1]),
            col(cell[2]),
            col(cell[3]),
            col(cell[4]),
            col("covered_seconds"),
            col("updated_at").as("own_updated_at"))
        .join(everywhere, cell, "full")
        .withColumn(
            "seconds",
            greatest(
                    coalesce(col("covered_seconds"), lit(0L)),
                    coalesce(col("whole_seconds"), lit(0L)))
                .cast("double"))
        .withColumn("updated_at", greatest(col("own_updated_at"), col("whole_updated_at")));
  }
}

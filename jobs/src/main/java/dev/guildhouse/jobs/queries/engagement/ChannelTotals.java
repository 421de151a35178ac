package dev.guildhouse.jobs.queries.engagement;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was written in one channel in a period, and in the four equally long ones before it.
 *
 * @param posts live messages that start a topic, in the period
 * @param replies live messages that do not
 * @param writtenBefore both, in the four periods before together
 * @param isThere whether the channel was not deleted by the end of the period
 */
public record ChannelTotals(
    long channelId, long posts, long replies, long writtenBefore, boolean isThere) {
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);
  private static final int PERIODS_BEFORE = 4;
  private static final long FEWEST_BEFORE = 10;
  private static final long QUIET_PART = 4;

  /** The four equally long periods before a period. */
  public static DayRange before(DayRange period) {
    return new DayRange(
        period.from().minusDays((long) PERIODS_BEFORE * period.length()), period.from());
  }

  /** Every channel of a guild with anything in the period or in those before; in no order. */
  public static List<ChannelTotals> read(TableReader tables, long guildId, DayRange period) {
    Column isNow = col("period_start_date").geq(lit(period.from().toString()).cast("date"));
    Column posts = col(Metrics.POSTS.name());
    Column replies = col(Metrics.REPLIES.name());
    Dataset<Row> totals = tables
        .table(CHANNEL_DAILY, new DayRange(before(period).from(), period.to()))
        .where(col("guild_id").equalTo(guildId).and(col("channel_id").notEqual(0)))
        .groupBy("channel_id")
        .agg(
            total(when(isNow, posts)).as("posts"),
            total(when(isNow, replies)).as("replies"),
            total(when(isNow, 0).otherwise(posts.plus(replies))).as("before"));
    Dataset<Row> states = tables
        .table(Facts.CHANNELS)
        .where(col("guild_id")
            .equalTo(guildId)
            .and(col("changed_date").lt(lit(period.to().toString()).cast("date"))))
        .groupBy("channel_id")
        .agg(max_by(col("is_deleted"), col("changed_date")).as("is_deleted"));
    return totals
        .join(states, new String[] {"channel_id"}, "left")
        .select(
            col("channel_id"),
            col("posts"),
            col("replies"),
            col("before"),
            coalesce(col("is_deleted"), lit(false)).equalTo(false))
        .collectAsList()
        .stream()
        .map(row -> new ChannelTotals(
            row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getBoolean(4)))
        .toList();
  }

  public long written() {
    return posts + replies;
  }

  /** Posts and replies of a period before, on average; exact, as four divides. */
  public BigDecimal meanBefore() {
    return BigDecimal.valueOf(writtenBefore).divide(BigDecimal.valueOf(PERIODS_BEFORE));
  }

  /** At most a quarter of the mean before, which was at least 10; a channel that is gone is not. */
  public boolean isQuiet() {
    return isThere
        && writtenBefore >= FEWEST_BEFORE * PERIODS_BEFORE
        && written() * QUIET_PART * PERIODS_BEFORE <= writtenBefore;
  }

  private static Column total(Column value) {
    return coalesce(sum(value), lit(0L));
  }
}

package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What the tables hold of one guild, in a line.
 *
 * @param days from the first day with anything to the last
 * @param activeMembers different members with any activity
 * @param voiceHours to two digits; null when nobody watched voice
 * @param coveragePercent share of the days in which messages were watched
 * @param topChannel the name of the channel with most messages; null when there is none
 */
public record GuildSummary(
    long guildId,
    DayRange days,
    long messages,
    long activeMembers,
    long joins,
    @Nullable BigDecimal voiceHours,
    BigDecimal coveragePercent,
    @Nullable String topChannel) {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);
  private static final BigDecimal SECONDS_OF_AN_HOUR = BigDecimal.valueOf(3_600);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Every guild that has rows on the given days, by id; for guilds whose members can be linked. */
  public static List<GuildSummary> read(TableReader tables, DayRange days) {
    List<GuildSummary> summaries = new ArrayList<>();
    for (Row row : tables
        .table(GUILD_DAILY, days)
        .groupBy("guild_id")
        .agg(
            min("period_start_date").cast("string"),
            max("period_start_date").cast("string"),
            total("messages"),
            total("joins"),
            total("voice_seconds"),
            total("messages_coverage"),
            total("voice_coverage"))
        .orderBy("guild_id")
        .collectAsList()) {
      long guild = row.getLong(0);
      DayRange held =
          DayRange.through(LocalDate.parse(row.getString(1)), LocalDate.parse(row.getString(2)));
      Map<?, Long> uniques = new Uniques(tables, guild).ofGuild(held);
      summaries.add(new GuildSummary(
          guild,
          held,
          row.getDecimal(3).longValueExact(),
          uniques.getOrDefault(Metrics.ACTIVE_MEMBERS, 0L),
          row.getDecimal(4).longValueExact(),
          voiceHours(row.getDecimal(5), row.getDecimal(7)),
          row.getDecimal(6)
              .multiply(HUNDRED)
              .divide(BigDecimal.valueOf(held.length()), 2, RoundingMode.HALF_UP),
          topChannel(tables, guild, held)));
    }
    return summaries;
  }

  private static @Nullable BigDecimal voiceHours(BigDecimal seconds, BigDecimal watched) {
    return seconds.signum() == 0 && watched.signum() == 0
        ? null
        : seconds.divide(SECONDS_OF_AN_HOUR, 2, RoundingMode.HALF_UP);
  }

  private static Column total(String column) {
    return coalesce(sum(col(column).cast("decimal(28,6)")), lit(BigDecimal.ZERO));
  }

  private static @Nullable String topChannel(TableReader tables, long guild, DayRange days) {
    List<Row> top = tables
        .table(CHANNEL_DAILY, days)
        .where(col("guild_id").equalTo(guild))
        .groupBy("channel_id")
        .agg(sum("messages").as("messages"))
        .orderBy(col("messages").desc(), col("channel_id"))
        .limit(1)
        .collectAsList();
    return top.isEmpty()
        ? null
        : ChannelNames.read(tables, guild, days.to()).of(top.get(0).getLong(0));
  }
}

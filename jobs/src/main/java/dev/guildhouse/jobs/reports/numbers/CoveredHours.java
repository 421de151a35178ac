package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much of each UTC hour each family of events was watched, in a guild or in some of its channels,
 * by the rule of the rollups: a channel is watched when the whole guild is, or it by itself; a guild
 * as a whole, or else as much as the channels known on that day are on average. It holds one number
 * for each hour and family.
 */
public final class CoveredHours {
  private static final long SECONDS_OF_AN_HOUR = 3_600;
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  private final DayRange days;
  private final Map<String, NavigableMap<Instant, BigDecimal>> seconds;

  private CoveredHours(DayRange days, Map<String, NavigableMap<Instant, BigDecimal>> seconds) {
    this.days = days;
    this.seconds = seconds;
  }

  public static CoveredHours ofGuild(TableReader tables, long guildId, DayRange days) {
    Dataset<Row> coverage = coverage(tables, guildId, days);
    Map<LocalDate, Long> channels = channels(tables, guildId, days, coverage);
    Column isWhole = col("channel_id").equalTo(0);
    Map<String, NavigableMap<Instant, BigDecimal>> seconds = new HashMap<>();
    for (Row row : coverage
        .groupBy(col("family"), unix_seconds(col("hour_at")))
        .agg(
            coalesce(max(when(isWhole, col("covered_seconds"))), lit(0L)),
            coalesce(sum(when(isWhole, lit(0L)).otherwise(col("covered_seconds"))), lit(0L)))
        .collectAsList()) {
      Instant hour = Instant.ofEpochSecond(row.getLong(1));
      BigDecimal whole = BigDecimal.valueOf(row.getLong(2));
      long known = channels.getOrDefault(LocalDate.ofInstant(hour, ZoneOffset.UTC), 0L);
      BigDecimal mean = known == 0
          ? BigDecimal.ZERO
          : BigDecimal.valueOf(row.getLong(3)).divide(BigDecimal.valueOf(known), PRECISION);
      put(seconds, row.getString(0), hour, whole.max(mean));
    }
    return new CoveredHours(days, seconds);
  }

  /** The mean of some channels. */
  public static CoveredHours ofChannels(
      TableReader tables, long guildId, Set<Long> channelIds, DayRange days) {
    Set<Object> wanted = new TreeSet<>(channelIds);
    wanted.add(0L);
    record Cell(String family, Instant hour) {}
    Map<Cell, Map<Long, Long>> byChannel = new HashMap<>();
    for (Row row : coverage(tables, guildId, days)
        .where(col("channel_id").isin(wanted.toArray()))
        .groupBy(col("family"), unix_seconds(col("hour_at")), col("channel_id"))
        .agg(max("covered_seconds"))
        .collectAsList()) {
      byChannel
          .computeIfAbsent(
              new Cell(row.getString(0), Instant.ofEpochSecond(row.getLong(1))),
              c -> new HashMap<>())
          .put(row.getLong(2), row.getLong(3));
    }
    Map<String, NavigableMap<Instant, BigDecimal>> seconds = new HashMap<>();
    byChannel.forEach((cell, watched) -> {
      long whole = watched.getOrDefault(0L, 0L);
      long all = channelIds.stream()
          .mapToLong(channel -> Math.max(whole, watched.getOrDefault(channel, 0L)))
          .sum();
      put(
          seconds,
          cell.family(),
          cell.hour(),
          BigDecimal.valueOf(all).divide(BigDecimal.valueOf(channelIds.size()), PRECISION));
    });
    return new CoveredHours(days, seconds);
  }

  /** How much of those hours of the period that pass was watched, in seconds. */
  public Coverage of(String family, Predicate<Instant> isWanted) {
    BigDecimal watched = BigDecimal.ZERO;
    for (Map.Entry<Instant, BigDecimal> hour :
        seconds.getOrDefault(family, new TreeMap<>()).entrySet()) {
      if (isWanted.test(hour.getKey())) {
        watched = watched.add(hour.getValue());
      }
    }
    Instant end = days.endsAt();
    long hours = 0;
    for (Instant hour = days.startsAt();
        hour.isBefore(end);
        hour = hour.plusSeconds(SECONDS_OF_AN_HOUR)) {
      hours += isWanted.test(hour) ? 1 : 0;
    }
    return new Coverage(watched, BigDecimal.valueOf(hours * SECONDS_OF_AN_HOUR));
  }

  /**
   * For how long of each hour a family was watched, in seconds; hours are told by their number since
   * the epoch.
   */
  public LongToDoubleFunction secondsOf(String family) {
    Map<Instant, BigDecimal> watched = seconds.getOrDefault(family, new TreeMap<>());
    return hour -> watched
        .getOrDefault(Instant.ofEpochSecond(hour * SECONDS_OF_AN_HOUR), BigDecimal.ZERO)
        .doubleValue();
  }

  /** The hours in which anything was watched. */
  public NavigableSet<Instant> hours() {
    NavigableSet<Instant> hours = new TreeSet<>();
    seconds.values().forEach(family -> hours.addAll(family.keySet()));
    return hours;
  }

  private static Dataset<Row> coverage(TableReader tables, long guildId, DayRange days) {
    return tables
        .table(Facts.COLLECTOR_COVERAGE, days)
        .where(col("guild_id").equalTo(guildId).and(col("covered_seconds").gt(0)));
  }

  /** How many channels are known on each day, from what was watched and from what happened. */
  private static Map<LocalDate, Long> channels(
      TableReader tables, long guildId, DayRange days, Dataset<Row> coverage) {
    Map<LocalDate, Long> channels = new HashMap<>();
    for (Row row : tables
        .table(Rollups.CHANNEL_HOURLY, days)
        .where(col("guild_id").equalTo(guildId))
        .select(col("activity_date").as("day"), col("channel_id"))
        .union(coverage.select("covered_date", "channel_id"))
        .where(col("channel_id").notEqual(0))
        .groupBy(unix_date(col("day")))
        .agg(count_distinct(col("channel_id")))
        .collectAsList()) {
      channels.put(LocalDate.ofEpochDay(row.getInt(0)), row.getLong(1));
    }
    return channels;
  }

  private static void put(
      Map<String, NavigableMap<Instant, BigDecimal>> seconds,
      String family,
      Instant hour,
      BigDecimal watched) {
    if (watched.signum() > 0) {
      seconds.computeIfAbsent(family, f -> new TreeMap<>()).put(hour, watched);
    }
  }
}

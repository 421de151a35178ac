package dev.guildhouse.jobs.queries.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_seconds;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.tables.AnomalyTables;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * An hour, or the quiet hours of a day, that was unlike the weeks before.
 *
 * @param channel 0 for the whole guild
 * @param hours 1, or 24 for the quiet hours of a UTC day
 * @param members different members who made what was observed
 * @param channels of a guild's messages, by how many each of the channels behind it was off
 * @param weeks how many of the weeks before were watched
 * @param q share of false discoveries among all that is as unusual
 */
public record FoundAnomaly(
    long channel,
    String measure,
    Instant startsAt,
    int hours,
    long observed,
    double expected,
    long members,
    Map<String, String> channels,
    int weeks,
    double q) {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

  public FoundAnomaly {
    channels = Map.copyOf(channels);
  }

  /** Those of some days, the newest first. */
  public static List<FoundAnomaly> read(TableReader tables, long guildId, DayRange days) {
    return tables
        .table(AnomalyTables.ANOMALIES, days)
        .where(col("guild_id").equalTo(guildId))
        .orderBy(col("starts_at").desc(), col("channel_id"), col("hours").desc(), col("measure"))
        .withColumn("second", unix_seconds(col("starts_at")))
        .collectAsList()
        .stream()
        .map(FoundAnomaly::of)
        .toList();
  }

  private static FoundAnomaly of(Row row) {
    return new FoundAnomaly(
        row.<Long>getAs("channel_id"),
        row.getAs("measure"),
        Instant.ofEpochSecond(row.<Long>getAs("second")),
        row.<Integer>getAs("hours"),
        row.<Long>getAs("observed"),
        row.<Double>getAs("expected"),
        row.<Long>getAs("members"),
        row.getJavaMap(row.fieldIndex("channels")),
        row.<Integer>getAs("weeks"),
        row.<Double>getAs("q_value"));
  }

  /** Whether it was more than is usual, and not less. */
  public boolean isMore() {
    return observed > expected;
  }

  /** Its first hour by a clock. */
  public String when(ZoneId zone) {
    return HOUR.format(startsAt.atZone(zone));
  }

  /** What was judged as one. */
  public String judged() {
    return hours == 1 ? "hour" : "quiet hours of the UTC day";
  }

  /** The channel, or the guild. */
  public String where(ChannelNames names) {
    return channel == 0 ? "guild" : names.of(channel);
  }

  /** The channels behind it, the one that was off by most first; empty when none is known. */
  public String behind(ChannelNames names) {
    return channels.entrySet().stream()
        .sorted(Comparator.comparingLong(
                (Map.Entry<String, String> entry) -> -Math.abs(Long.parseLong(entry.getValue())))
            .thenComparing(Map.Entry::getKey))
        .map(entry -> names.of(Long.parseLong(entry.getKey())) + " "
            + (entry.getValue().startsWith("-") ? "" : "+") + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}

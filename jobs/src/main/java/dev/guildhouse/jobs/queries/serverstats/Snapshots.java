package dev.guildhouse.jobs.queries.serverstats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.rollups.VoicePeaks;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What a guild was like at the ends of equally long intervals, numbered back from the end of a range:
 * interval 0 is the last. Every answer holds only intervals with something.
 */
final class Snapshots {
  static final List<Metric.Sum> SUMS = List.of(
      Metrics.MESSAGES,
      Metrics.MESSAGES_WITH_FILES,
      Metrics.MESSAGES_WITH_EMBEDS,
      Metrics.MESSAGES_WITH_STICKERS,
      Metrics.MESSAGES_WITH_REACTIONS,
      Metrics.VOICE_SECONDS,
      Metrics.THREADS_CREATED,
      Metrics.THREADS_ARCHIVED,
      Metrics.THREAD_MESSAGES);

  /** Hours in which somebody counts as active after having been. */
  private static final int ACTIVE_HOURS = 7 * 24;

  private static final int LEVEL_LIFE_DAYS = 31;
  private static final String INTERVAL = "interval";

  private final TableReader tables;
  private final long guildId;
  private final DayRange days;
  private final int hours;

  Snapshots(TableReader tables, long guildId, DayRange days, int hours) {
    this.tables = tables;
    this.guildId = guildId;
    this.days = days;
    this.hours = hours;
  }

  private long endHour() {
    return days.to().toEpochDay() * 24;
  }

  /** The interval that holds an hour. */
  private Column interval(String instant) {
    return expr("(" + (endHour() - 1) + " - unix_seconds(" + instant + ") DIV 3600) DIV " + hours)
        .as(INTERVAL);
  }

  private Dataset<Row> ofGuild(dev.guildhouse.schema.tables.TableDef table, DayRange range) {
    return tables.table(table, range).where(col("guild_id").equalTo(guildId));
  }

  /** Sums by interval, in the order of {@link #SUMS}. */
  Map<Integer, Row> sums() {
    return byInterval(summed(ofGuild(Rollups.CHANNEL_HOURLY, days)
        .withColumn(INTERVAL, interval("hour_at"))
        .groupBy(INTERVAL)));
  }

  /** The same sums by interval and channel: {@code interval, channel_id} and the sums. */
  List<Row> sumsOfChannels() {
    return summed(ofGuild(Rollups.CHANNEL_HOURLY, days)
            .where(col("channel_id").notEqual(0).and(expr("messages > 0 OR voice_seconds > 0")))
            .withColumn(INTERVAL, interval("hour_at"))
            .groupBy(INTERVAL, "channel_id"))
        .orderBy(
            col(INTERVAL), col("messages").desc(), col("voice_seconds").desc(), col("channel_id"))
        .collectAsList();
  }

  private static Dataset<Row> summed(org.apache.spark.sql.RelationalGroupedDataset groups) {
    Column[] sums =
        SUMS.stream().map(metric -> sum(metric.name()).as(metric.name())).toArray(Column[]::new);
    return groups.agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }

  /** Different members who wrote a message that stands. */
  Map<Integer, Long> authors() {
    return counts(members(days)
        .where("messages > 0")
        .withColumn(INTERVAL, interval("hour_at"))
        .groupBy(INTERVAL)
        .agg(expr("count(DISTINCT member_key)")));
  }

  /**
   * Members with a message or voice in the 7 days before the end of each interval. Each active hour
   * makes a member active at the ends of the 168 hours from its own on; where those of two hours
   * overlap, the member counts once.
   */
  Map<Integer, Long> active() {
    DayRange window = new DayRange(days.from().minusDays(7), days.to());
    Column before = expr("lag(hour)").over(Window.partitionBy("member_key").orderBy("hour"));
    Dataset<Row> spans = members(window)
        .where("messages > 0 OR voice_seconds > 0")
        .select(col("member_key"), expr("unix_seconds(hour_at) DIV 3600").as("hour"))
        .distinct()
        .withColumn("before", before)
        .selectExpr(
            "greatest(hour, coalesce(before + " + ACTIVE_HOURS + ", hour)) AS first_hour",
            "hour + " + (ACTIVE_HOURS - 1) + " AS last_hour");
    // The first and the last interval whose final hour lies in the span; larger numbers are
    // earlier.
    Dataset<Row> steps = spans
        .selectExpr(
            "(" + (endHour() - 1) + " - first_hour) AS first_ago",
            "greatest(" + (endHour() - 1) + " - last_hour, 0) AS last_ago")
        .selectExpr(
            "CAST(floor(first_ago / " + hours + ") AS INT) AS earliest",
            "CAST(ceil(last_ago / " + hours + ") AS INT) AS latest")
        .where("earliest >= latest AND earliest >= 0");
    Map<Integer, Long> active = new HashMap<>();
    int intervals = days.length() * 24 / hours;
    // Few intervals, many members: count at the edges, then run along them.
    long[] change = new long[intervals + 1];
    for (Row row : steps
        .selectExpr("least(earliest, " + (intervals - 1) + ") AS earliest", "latest")
        .where("earliest >= latest")
        .groupBy("earliest", "latest")
        .count()
        .collectAsList()) {
      change[row.getInt(1)] += row.getLong(2);
      change[row.getInt(0) + 1] -= row.getLong(2);
    }
    long present = 0;
    for (int interval = 0; interval < intervals; interval++) {
      present += change[interval];
      active.put(interval, present);
    }
    return active;
  }

  private Dataset<Row> members(DayRange range) {
    return ofGuild(Rollups.ACTIVITY_HOURLY, range).where(col("member_key").notEqual(0));
  }

  /** Most members in voice at one instant. */
  Map<Integer, Long> peaks() {
    return counts(VoicePeaks.of(
            List.of(INTERVAL),
            ofGuild(Facts.VOICE_SESSIONS, days).withColumn(INTERVAL, interval("started_at")))
        .select(INTERVAL, Metrics.PEAK_VOICE_MEMBERS.name()));
  }

  /** Members in voice just before the end of each interval. */
  Map<Integer, Long> inVoice() {
    return counts(ofGuild(Facts.VOICE_SESSIONS, days)
        .where("is_counted AND voice_seconds > 0")
        .withColumn(INTERVAL, interval("started_at"))
        .where(
            expr("unix_seconds(ended_at) = (" + endHour() + " - interval * " + hours + ") * 3600"))
        .groupBy(INTERVAL)
        .agg(expr("count(DISTINCT member_key)")));
  }

  /** Different threads with a message that stands. */
  Map<Integer, Long> threadsActive() {
    return counts(ofGuild(Facts.MESSAGES, days)
        .where("is_counted AND is_live AND thread_id <> 0")
        .withColumn(INTERVAL, interval("created_at"))
        .groupBy(INTERVAL)
        .agg(expr("count(DISTINCT thread_id)")));
  }

  /** The last count of the guild before the end of each interval, if it is at most 31 days old. */
  Map<Integer, Row> levels() {
    DayRange seen = new DayRange(days.from().minusDays(LEVEL_LIFE_DAYS), days.to());
    List<Row> counted = ofGuild(Facts.GUILD_SNAPSHOTS, seen)
        .withColumn("second", expr("unix_seconds(snapshot_at)"))
        .orderBy("snapshot_at")
        .collectAsList();
    Map<Integer, Row> levels = new HashMap<>();
    for (int interval = 0; interval < days.length() * 24 / hours; interval++) {
      long end = (endHour() - (long) interval * hours) * 3_600;
      for (Row row : counted) {
        long second = row.<Long>getAs("second");
        if (second < end && second >= end - LEVEL_LIFE_DAYS * 86_400L) {
          levels.put(interval, row);
        }
      }
    }
    return levels;
  }

  /** The day in which an interval ends. */
  LocalDate lastDay(int interval) {
    return LocalDate.ofEpochDay(Math.floorDiv(endHour() - (long) interval * hours - 1, 24));
  }

  private static Map<Integer, Row> byInterval(Dataset<Row> rows) {
    Map<Integer, Row> byInterval = new HashMap<>();
    rows.withColumn(INTERVAL, col(INTERVAL).cast("int"))
        .collectAsList()
        .forEach(row -> byInterval.put(row.<Integer>getAs(INTERVAL), row));
    return byInterval;
  }

  private static Map<Integer, Long> counts(Dataset<Row> rows) {
    Map<Integer, Long> counts = new HashMap<>();
    rows.withColumn(INTERVAL, col(INTERVAL).cast("int"))
        .collectAsList()
        .forEach(row -> counts.put(row.getInt(0), row.getLong(1)));
    return counts;
  }
}

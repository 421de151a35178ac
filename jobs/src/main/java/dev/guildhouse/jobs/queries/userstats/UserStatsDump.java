package dev.guildhouse.jobs.queries.userstats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_seconds;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.export.Exported;
import dev.guildhouse.jobs.reports.export.WholeFile;
import dev.guildhouse.jobs.reports.numbers.ChannelNameHistory;
import dev.guildhouse.jobs.reports.numbers.CoveredHours;
import dev.guildhouse.jobs.reports.numbers.MemberCounts;
import dev.guildhouse.jobs.reports.render.CsvFile;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The raw user statistics of a guild as packed CSV: what each member did in each channel and hour, and
 * how many members there were. One row per hour, event, member and channel, sorted by all columns. A
 * member has one hash within a month, and another in the next. The same rows give the same bytes; one
 * hour of them is held in memory.
 */
public final class UserStatsDump {
  private static final List<String> HEADERS =
      List.of("Period", "Event", "User hash", "Channel", "Count");

  private static final String HOUR = "hour_second";

  /** Rows that Spark hands over at once. */
  private static final long ROWS_OF_A_PART = 50_000;

  /** What was counted, by its column of the cube. */
  private static final Map<String, String> EVENTS = Map.of(
      Metrics.MESSAGES.name(), "msg",
      Metrics.VOICE_SECONDS.name(), "voice",
      Metrics.JOINS.name(), "join",
      Metrics.LEAVES.name(), "part");

  private record Line(String event, String hash, String channel, long count) {
    static final Comparator<Line> ORDER = Comparator.comparing(Line::event)
        .thenComparing(Line::hash)
        .thenComparing(Line::channel)
        .thenComparingLong(Line::count);
  }

  private final TableReader tables;
  private final ExportPseudonyms pseudonyms;
  private final long guildId;
  private final DayRange days;

  public UserStatsDump(
      TableReader tables, ExportPseudonyms pseudonyms, long guildId, DayRange days) {
    this.tables = tables;
    this.pseudonyms = pseudonyms;
    this.guildId = guildId;
    this.days = days;
  }

  /** How the file is called. */
  public static String fileName(DayRange days) {
    return String.format(Locale.ROOT, "userstats-%s-%s.csv.gz", days.from(), days.to());
  }

  /**
   * Writes the file.
   *
   * @throws dev.guildhouse.schema.WarehouseException when it cannot be written; then nothing is left
   *     behind
   */
  public Exported write(Path out) {
    return WholeFile.at(out, "write the user statistics to " + out).write(this::writeDraft);
  }

  private long writeDraft(Path draft) throws IOException {
    NavigableMap<Instant, Long> totals = totals();
    ChannelNameHistory names = ChannelNameHistory.read(tables, guildId);
    long rows = 0;
    try (OutputStream packed =
            new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)));
        CsvWriter csv = CsvFile.open(packed)) {
      csv.writeRecord(HEADERS);
      Iterator<Row> cells = cells();
      Row next = cells.hasNext() ? cells.next() : null;
      while (next != null || !totals.isEmpty()) {
        Instant hour = next == null ? totals.firstKey() : hour(next);
        if (!totals.isEmpty() && totals.firstKey().isBefore(hour)) {
          hour = totals.firstKey();
        }
        List<Line> lines = new ArrayList<>();
        Long total = totals.remove(hour);
        if (total != null) {
          lines.add(new Line("total_users", "", "", total));
        }
        while (next != null && hour(next).equals(hour)) {
          lines.addAll(lines(next, hour, names));
          next = cells.hasNext() ? cells.next() : null;
        }
        lines.sort(Line.ORDER);
        for (Line line : lines) {
          csv.writeRecord(
              hour.toString(),
              line.event(),
              line.hash(),
              line.channel(),
              Long.toString(line.count()));
        }
        rows += lines.size();
      }
    }
    return rows;
  }

  /** One for each hour in which anything was watched and some count of the members holds. */
  private NavigableMap<Instant, Long> totals() {
    MemberCounts counts = MemberCounts.read(tables, guildId, days);
    NavigableMap<Instant, Long> totals = new TreeMap<>();
    for (Instant hour : CoveredHours.ofGuild(tables, guildId, days).hours()) {
      OptionalLong members = counts.before(hour.plus(1, ChronoUnit.HOURS));
      members.ifPresent(count -> totals.put(hour, count));
    }
    return totals;
  }

  private Iterator<Row> cells() {
    Column isCounted = EVENTS.keySet().stream()
        .map(metric -> col(metric).gt(0))
        .reduce(Column::or)
        .orElseThrow();
    Dataset<Row> cells = tables
        .table(Rollups.ACTIVITY_HOURLY, days)
        .where(col("guild_id").equalTo(guildId).and(isCounted))
        .select(
            unix_seconds(col("hour_at")).as(HOUR),
            col("channel_id"),
            col("member_key"),
            col(Metrics.MESSAGES.name()),
            col(Metrics.VOICE_SECONDS.name()),
            col(Metrics.JOINS.name()),
            col(Metrics.LEAVES.name()));
    int parts = Math.toIntExact(cells.count() / ROWS_OF_A_PART + 1);
    return cells.repartitionByRange(parts, col(HOUR)).sortWithinPartitions(HOUR).toLocalIterator();
  }

  private List<Line> lines(Row cell, Instant hour, ChannelNameHistory names) {
    LocalDate day = LocalDate.ofInstant(hour, ZoneOffset.UTC);
    long channelId = cell.<Long>getAs("channel_id");
    String channel = channelId == 0 ? "" : names.of(channelId, day);
    String hash = hash(cell.<Long>getAs("member_key"), YearMonth.from(day));
    List<Line> lines = new ArrayList<>();
    EVENTS.forEach((metric, event) -> {
      long count = cell.<Long>getAs(metric);
      if (count > 0) {
        lines.add(new Line(event, hash, channel, count));
      }
    });
    return lines;
  }

  /** In a sealed month members are tokens already; the unknown member has no hash. */
  private String hash(long memberKey, YearMonth month) {
    if (memberKey == MemberKeys.UNKNOWN) {
      return "";
    }
    return tables.sealed().holds(guildId, month)
        ? HexFormat.of().toHexDigits(memberKey)
        : pseudonyms.of(guildId, month, memberKey);
  }

  private static Instant hour(Row cell) {
    return Instant.ofEpochSecond(cell.<Long>getAs(HOUR));
  }
}

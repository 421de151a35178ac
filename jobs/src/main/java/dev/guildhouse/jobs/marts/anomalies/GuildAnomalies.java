package dev.guildhouse.jobs.marts.anomalies;

import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.tables.AnomalyTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** One guild's rows in, its anomalies out. */
final class GuildAnomalies {
  /** The kinds of rows. */
  static final int COUNT = 0;

  static final int WATCHED = 1;
  static final int KNOWN = 2;
  static final int WANTED = 3;

  /** All columns of the table but {@code members}. */
  static final StructType SCHEMA = Schemas.of(AnomalyTables.ANOMALIES.columns().stream()
      .filter(column -> !column.name().equals("members"))
      .toList());

  private static final int SECONDS = 3_600;

  private GuildAnomalies() {}

  /**
   * Searches.
   *
   * @param guild {@code guild_id} and a list of rows, of whatever order
   */
  static Iterator<Row> of(Row guild) {
    List<Row> rows = guild.getList(1);
    NavigableSet<Long> wanted = new TreeSet<>();
    ZoneId zone = ZoneId.of("UTC");
    for (Row row : rows) {
      if (row.getInt(0) == WANTED) {
        wanted.add(row.getLong(3));
        zone = ZoneId.of(row.getString(2));
      }
    }
    long from = wanted.first() - (AnomalySearch.PAST_DAYS + 1L) * AnomalySearch.DAY_HOURS;
    GuildHours hours = new GuildHours(from, wanted.last() + AnomalySearch.DAY_HOURS, zone);
    for (Row row : rows) {
      if (row.getInt(0) == COUNT) {
        hours.count(row.getLong(1), Measure.MESSAGES, row.getLong(3), row.getLong(4));
        hours.count(row.getLong(1), Measure.JOINS, row.getLong(3), row.getLong(5));
        hours.count(row.getLong(1), Measure.LEAVES, row.getLong(3), row.getLong(6));
      } else if (row.getInt(0) == WATCHED) {
        hours.watched(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4));
      }
    }
    AnomalySearch search = new AnomalySearch(hours, from);
    for (Row row : rows) {
      if (row.getInt(0) == KNOWN) {
        search.leaveOut(
            row.getLong(1), Measure.named(row.getString(2)), row.getLong(3), (int) row.getLong(4));
      }
    }
    List<Row> found = new ArrayList<>();
    for (long start : wanted) {
      LocalDate day = LocalDate.ofEpochDay(start / AnomalySearch.DAY_HOURS);
      search.judge(day).forEach(one -> found.add(row(guild.getLong(0), one)));
    }
    return found.iterator();
  }

  private static Row row(long guild, Found found) {
    Map<String, String> channels = new TreeMap<>();
    found.channels().forEach((channel, by) -> channels.put(channel.toString(), by.toString()));
    return RowFactory.create(
        Date.valueOf(found.day()),
        guild,
        found.channel(),
        found.measure().column(),
        Timestamp.from(Instant.ofEpochSecond(found.startHour() * SECONDS)),
        found.hours(),
        found.observed(),
        found.expected(),
        found.p(),
        found.q(),
        found.weeks(),
        // The encoder of rows takes no map of Java.
        CollectionConverters.asScala(channels));
  }
}

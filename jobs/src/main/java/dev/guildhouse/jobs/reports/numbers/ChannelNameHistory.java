package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.tables.Facts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** The channels of one guild as they were called on each day. It holds every change of a name. */
public final class ChannelNameHistory {
  private final Map<Long, NavigableMap<LocalDate, String>> names;

  private ChannelNameHistory(Map<Long, NavigableMap<LocalDate, String>> names) {
    this.names = names;
  }

  public static ChannelNameHistory read(TableReader tables, long guildId) {
    Map<Long, NavigableMap<LocalDate, String>> names = new HashMap<>();
    for (Row row : tables
        .table(Facts.CHANNELS)
        .where(col("guild_id").equalTo(guildId).and(col("channel_name").isNotNull()))
        .select(col("channel_id"), unix_date(col("changed_date")).as("day"), col("channel_name"))
        .orderBy("channel_id", "day")
        .collectAsList()) {
      NavigableMap<LocalDate, String> known =
          names.computeIfAbsent(row.getLong(0), channel -> new TreeMap<>());
      String name = row.getString(2);
      if (known.isEmpty() || !known.lastEntry().getValue().equals(name)) {
        known.put(LocalDate.ofEpochDay(row.getInt(1)), name);
      }
    }
    return new ChannelNameHistory(names);
  }

  /**
   * {@code #general}, by the last name known on the day, or else the first one known later, or else
   * the id.
   */
  public String of(long channelId, LocalDate day) {
    NavigableMap<LocalDate, String> known = names.getOrDefault(channelId, new TreeMap<>());
    Map.Entry<LocalDate, String> then = known.floorEntry(day);
    Map.Entry<LocalDate, String> name = then == null ? known.firstEntry() : then;
    return "#" + (name == null ? Long.toString(channelId) : name.getValue());
  }
}

package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import dev.guildhouse.schema.tables.Facts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** The channels of one guild as they were called at the end of a period. */
public final class ChannelNames {
  private final Map<Long, String> names;

  private ChannelNames(Map<Long, String> names) {
    this.names = names;
  }

  /**
   * The last names known before a day; of a channel first seen later, its first name.
   *
   * @param end the day after the period
   */
  public static ChannelNames read(TableReader tables, long guildId, LocalDate end) {
    Column name = col("channel_name");
    Column day = col("changed_date");
    Column dayBefore = when(day.lt(lit(end.toString()).cast("date")), day);
    Map<Long, String> names = new HashMap<>();
    for (Row row : tables
        .table(Facts.CHANNELS)
        .where(col("guild_id").equalTo(guildId).and(name.isNotNull()))
        .groupBy("channel_id")
        .agg(coalesce(max_by(name, dayBefore), min_by(name, day)))
        .collectAsList()) {
      names.put(row.getLong(0), row.getString(1));
    }
    return new ChannelNames(names);
  }

  /**
   * The one channel of that name.
   *
   * @param name with its {@code #}
   * @throws WarehouseException with code USAGE when none is called so, or several are
   */
  public long named(String name) {
    List<Long> found = names.entrySet().stream()
        .filter(channel -> name.equalsIgnoreCase("#" + channel.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> known =
        names.values().stream().map(each -> "#" + each).sorted().distinct().toList();
    throw found.isEmpty()
        ? WarehouseException.usage(
            "find the channel " + name,
            "the guild has none of that name",
            Nearest.hint(name, known) + "Channels: " + String.join(", ", known))
        : WarehouseException.usage(
            "find the channel " + name,
            found.size() + " channels are called so",
            "Give the id of one: "
                + found.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  /** {@code #general}, or the id where no name was ever seen. */
  public String of(long channelId) {
    return "#" + names.getOrDefault(channelId, Long.toString(channelId));
  }
}

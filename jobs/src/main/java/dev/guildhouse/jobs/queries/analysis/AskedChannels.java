package dev.guildhouse.jobs.queries.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import dev.guildhouse.schema.tables.Facts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Channels as people name them: by id, or by a name with its {@code #}. */
final class AskedChannels {
  private AskedChannels() {}

  /**
   * The channel that a text means.
   *
   * @throws WarehouseException with code USAGE when none or several are called so
   */
  static long find(QueryRequest request, TableReader tables, String text) {
    String plain = text.strip();
    if (plain.matches("[1-9]\\d{0,18}")) {
      return Long.parseLong(plain);
    }
    String wanted = plain.startsWith("#") ? plain.substring(1) : plain;
    Map<Long, String> names = new TreeMap<>();
    for (Row row : tables
        .table(Facts.CHANNELS)
        .where(col("guild_id").equalTo(request.guildId()).and(expr("channel_name IS NOT NULL")))
        .groupBy("channel_id")
        .agg(expr("max_by(channel_name, changed_date)"))
        .collectAsList()) {
      names.put(row.getLong(0), row.getString(1));
    }
    List<Long> found = names.entrySet().stream()
        .filter(entry -> entry.getValue().equalsIgnoreCase(wanted))
        .map(Map.Entry::getKey)
        .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> known = names.values().stream().distinct().toList();
    throw WarehouseException.usage(
        "find the channel #" + wanted,
        found.isEmpty() ? "none is called so" : found.size() + " are called so",
        found.isEmpty()
            ? Nearest.hint(wanted, known) + "Give a name as Discord shows it, or an id."
            : "Give one of the ids: "
                + found.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }
}

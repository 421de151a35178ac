package dev.guildhouse.jobs.privacy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/**
 * The member keys in some rows, each once. They go from the tasks straight to the driver, because a
 * shuffle would leave them on the disk; that takes some 100 bytes a member for a moment, and 8 after.
 */
final class MonthKeys {
  private MonthKeys() {}

  private record GuildKey(long guild, long key) implements java.io.Serializable {}

  /**
   * By guild, in ascending order, without the unknown member.
   *
   * @param columns that hold keys
   */
  static NavigableMap<Long, long[]> of(Dataset<Row> rows, List<String> columns) {
    Column[] wanted = Stream.concat(Stream.of("guild_id"), columns.stream())
        .map(functions::col)
        .toArray(Column[]::new);
    int width = columns.size();
    JavaRDD<GuildKey> keys = rows.select(wanted)
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(part -> distinct(part, width));
    NavigableMap<Long, long[]> byGuild = new TreeMap<>();
    for (GuildKey key : new HashSet<>(keys.collect())) {
      long[] known = byGuild.getOrDefault(key.guild(), new long[] {0});
      int size = (int) known[0];
      long[] larger = size + 1 < known.length ? known : Arrays.copyOf(known, 2 * known.length + 8);
      larger[size + 1] = key.key();
      larger[0] = size + 1L;
      byGuild.put(key.guild(), larger);
    }
    byGuild.replaceAll((guild, known) -> {
      long[] ascending = Arrays.copyOfRange(known, 1, (int) known[0] + 1);
      Arrays.sort(ascending);
      return ascending;
    });
    return byGuild;
  }

  /** Both, each key once. */
  static NavigableMap<Long, long[]> together(
      NavigableMap<Long, long[]> some, NavigableMap<Long, long[]> others) {
    NavigableMap<Long, long[]> all = new TreeMap<>(some);
    others.forEach((guild, keys) -> all.merge(
        guild,
        keys,
        (one, other) -> java.util.stream.LongStream.concat(Arrays.stream(one), Arrays.stream(other))
            .sorted()
            .distinct()
            .toArray()));
    return all;
  }

  private static Iterator<GuildKey> distinct(Iterator<InternalRow> rows, int width) {
    Set<GuildKey> found = new HashSet<>();
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      for (int column = 1; column <= width; column++) {
        if (!row.isNullAt(column) && row.getLong(column) != 0) {
          found.add(new GuildKey(row.getLong(0), row.getLong(column)));
        }
      }
    }
    return found.iterator();
  }
}

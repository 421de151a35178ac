package dev.guildhouse.jobs.privacy;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/**
 * Counts a table by guild and day: rows, different members, and a sum over everything but the
 * members. What a sealing must not change. One bit per member and day, and no shuffle, which would
 * leave keys on the disk.
 */
final class Census {
  private Census() {}

  /** A guild's day. */
  record Cell(long guild, LocalDate day) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      int byGuild = Long.compare(guild, other.guild);
      return byGuild != 0 ? byGuild : day.compareTo(other.day);
    }
  }

  /**
   * What a guild's day holds.
   *
   * @param rows how many
   * @param members how many different ones, without the unknown one
   * @param checksum over all columns but the member and what sealing makes coarser
   */
  record Count(long rows, int members, long checksum) {}

  /** The same while counting, with the day as Spark has it. */
  private record GuildDay(long guild, int day) implements Serializable {}

  private static final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;
    private final BitSet members = new BitSet();
    private long rows;
    private long checksum;
  }

  /**
   * Counts.
   *
   * @param dayColumn the DATE column of the day
   * @param counted the columns that must stay as they are
   * @param members knows every member in the rows
   */
  static NavigableMap<Cell, Count> of(
      Dataset<Row> rows, String dayColumn, Column[] counted, Broadcast<TokenLookup> members) {
    Map<GuildDay, Tally> none = new HashMap<>();
    // As the engine holds them: ten million rows as objects would cost more than all the counting.
    Map<GuildDay, Tally> tallies = rows.select(
            functions.col("guild_id"),
            functions.col(dayColumn),
            functions.col("member_key"),
            functions.xxhash64(counted))
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .aggregate(none, (known, row) -> add(known, row, members.value()), Census::merge);
    NavigableMap<Cell, Count> counts = new TreeMap<>();
    tallies.forEach((day, tally) -> counts.put(
        new Cell(day.guild(), LocalDate.ofEpochDay(day.day())),
        new Count(tally.rows, tally.members.cardinality(), tally.checksum)));
    return counts;
  }

  private static Map<GuildDay, Tally> add(
      Map<GuildDay, Tally> known, InternalRow row, TokenLookup members) {
    GuildDay day = new GuildDay(row.getLong(0), row.getInt(1));
    Tally tally = known.computeIfAbsent(day, d -> new Tally());
    tally.rows++;
    tally.checksum += row.getLong(3);
    if (row.getLong(2) != 0) {
      tally.members.set(members.place(day.guild(), row.getLong(2)));
    }
    return known;
  }

  private static Map<GuildDay, Tally> merge(Map<GuildDay, Tally> known, Map<GuildDay, Tally> more) {
    more.forEach((day, tally) -> {
      Tally all = known.computeIfAbsent(day, d -> new Tally());
      all.rows += tally.rows;
      all.checksum += tally.checksum;
      all.members.or(tally.members);
    });
    return known;
  }
}

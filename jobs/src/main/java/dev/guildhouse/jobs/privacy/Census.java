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
import org.apache.spark.sql.functions;

/**
 * Counts a table by guild and day: rows, different members, and a sum over everything but the
 * members. What a sealing must not change. One bit per member and day, and no shuffle, which would
 * leave keys on the disk.
 */
final class Census {
  private Census() {}

  /** A guild's day. */
  record Cell(long guild, LocalDate day) implements Serializable, Comparable<Cell> {
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
    Map<Cell, Tally> none = new HashMap<>();
    Map<Cell, Tally> tallies = rows.select(
            functions.col("guild_id"),
            functions.col(dayColumn),
            functions.col("member_key"),
            functions.xxhash64(counted))
        .javaRDD()
        .aggregate(none, (known, row) -> add(known, row, members.value()), Census::merge);
    NavigableMap<Cell, Count> counts = new TreeMap<>();
    tallies.forEach((cell, tally) ->
        counts.put(cell, new Count(tally.rows, tally.members.cardinality(), tally.checksum)));
    return counts;
  }

  private static Map<Cell, Tally> add(Map<Cell, Tally> known, Row row, TokenLookup members) {
    Cell cell = new Cell(row.getLong(0), row.getDate(1).toLocalDate());
    Tally tally = known.computeIfAbsent(cell, c -> new Tally());
    tally.rows++;
    tally.checksum += row.getLong(3);
    if (row.getLong(2) != 0) {
      tally.members.set(members.place(cell.guild(), row.getLong(2)));
    }
    return known;
  }

  private static Map<Cell, Tally> merge(Map<Cell, Tally> known, Map<Cell, Tally> more) {
    more.forEach((cell, tally) -> {
      Tally all = known.computeIfAbsent(cell, c -> new Tally());
      all.rows += tally.rows;
      all.checksum += tally.checksum;
      all.members.or(tally.members);
    });
    return known;
  }
}

package dev.guildhouse.jobs.privacy;

import java.io.Serializable;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A number for each member key of some guilds: its token, or its place among the guild's keys. It
 * travels to tasks as a broadcast and is asked row by row, so that no key ever stands in a plan.
 */
final class TokenLookup implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] guilds;
  private final long[][] keys;
  private final long[][] tokens;

  private TokenLookup(long[] guilds, long[][] keys, long[][] tokens) {
    this.guilds = guilds;
    this.keys = keys;
    this.tokens = tokens;
  }

  /** By guild: keys in ascending order, and the token of each. */
  static TokenLookup of(NavigableMap<Long, long[]> keys, NavigableMap<Long, long[]> tokens) {
    return new TokenLookup(
        keys.keySet().stream().mapToLong(Long::longValue).toArray(),
        keys.values().toArray(long[][]::new),
        keys.keySet().stream().map(tokens::get).toArray(long[][]::new));
  }

  /** The same members by their tokens. */
  TokenLookup sealed() {
    NavigableMap<Long, long[]> sorted = new TreeMap<>();
    for (int guild = 0; guild < guilds.length; guild++) {
      long[] ascending = tokens[guild].clone();
      Arrays.sort(ascending);
      sorted.put(guilds[guild], ascending);
    }
    return of(sorted, sorted);
  }

  /**
   * The token that takes the place of a key; the unknown member stays 0.
   *
   * @throws IllegalArgumentException when the guild's month has no such key
   */
  long token(long guild, long key) {
    if (key == 0) {
      return 0;
    }
    int row = Arrays.binarySearch(guilds, guild);
    return tokens[row][place(guild, key)];
  }

  /** Where a key stands among those of its guild, from 0. */
  int place(long guild, long key) {
    int row = Arrays.binarySearch(guilds, guild);
    int place = row < 0 ? -1 : Arrays.binarySearch(keys[row], key);
    if (place < 0) {
      throw new IllegalArgumentException("a member that the mapping of the month does not know");
    }
    return place;
  }
}

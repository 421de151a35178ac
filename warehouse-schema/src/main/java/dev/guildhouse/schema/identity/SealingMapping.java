package dev.guildhouse.schema.identity;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The random token that takes the place of each member key of one guild's month. No token is 0, a
 * key, or another's token. The unknown member stays the unknown member.
 */
public final class SealingMapping {
  private static final SealingMapping NONE = new SealingMapping(new long[0], new long[0]);

  private final long[] keys;
  private final long[] tokens;

  private SealingMapping(long[] keys, long[] tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  /** Tokens for keys, which nobody keeps. */
  public static SealingMapping throwaway(long[] keys) {
    return NONE.with(keys);
  }

  static SealingMapping none() {
    return NONE;
  }

  /** The mapping that {@link #bytes} wrote. */
  static SealingMapping of(byte[] bytes) {
    long[] both = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(both);
    int size = both.length / 2;
    return new SealingMapping(
        Arrays.copyOf(both, size), Arrays.copyOfRange(both, size, both.length));
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(2 * Long.BYTES, keys.length));
    bytes.asLongBuffer().put(keys).put(tokens);
    return bytes.array();
  }

  /** This mapping with tokens for further keys; itself if there are none. */
  SealingMapping with(long[] more) {
    long[] all = LongStream.concat(Arrays.stream(keys), Arrays.stream(more))
        .filter(key -> key != MemberKeys.UNKNOWN)
        .sorted()
        .distinct()
        .toArray();
    if (all.length == keys.length) {
      return this;
    }
    SecureRandom random = new SecureRandom();
    Set<Long> taken = new HashSet<>(4 * all.length);
    taken.add(MemberKeys.UNKNOWN);
    Arrays.stream(all).forEach(taken::add);
    Arrays.stream(tokens).forEach(taken::add);
    long[] drawn = new long[all.length];
    for (int i = 0; i < all.length; i++) {
      int known = Arrays.binarySearch(keys, all[i]);
      long token = known >= 0 ? tokens[known] : random.nextLong();
      while (known < 0 && !taken.add(token)) {
        token = random.nextLong();
      }
      drawn[i] = token;
    }
    return new SealingMapping(all, drawn);
  }

  /**
   * The token of a key.
   *
   * @throws IllegalArgumentException when the month has no such key
   */
  public long token(long key) {
    if (key == MemberKeys.UNKNOWN) {
      return MemberKeys.UNKNOWN;
    }
    int at = Arrays.binarySearch(keys, key);
    if (at < 0) {
      throw new IllegalArgumentException("a key that is not in the mapping of its month");
    }
    return tokens[at];
  }

  /** Every key, in ascending order; without the unknown member. */
  public long[] keys() {
    return keys.clone();
  }

  /** The token of each of {@link #keys}, in their order. */
  public long[] tokens() {
    return tokens.clone();
  }

  @Override
  public String toString() {
    return "SealingMapping of " + keys.length + " members";
  }
}

package dev.guildhouse.schema.privacy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What must not be found: numbers of 64 bits, and texts. Answers in constant time, in 24 bytes a
 * number at half load, and prints none of them.
 */
public final class Needles {
  /** No needle has this number. */
  /** A text that may be a number is looked for as one, too; shorter ones stand anywhere. */
  private static final Pattern NUMBER = Pattern.compile("-?[1-9]\\d{14,18}");

  static final int NONE = -1;

  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int FILTER_BITS_PER_SLOT = 16;

  private final List<String> names;
  private final List<Text> texts;
  private final long[] numbers;
  private final int[] owners;
  private final long[] filter;
  private final int count;

  /**
   * A text to find.
   *
   * @param name number of its name
   */
  record Text(int name, String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "text " + name;
    }
  }

  private Needles(Builder builder) {
    names = List.copyOf(builder.names);
    texts = List.copyOf(builder.texts);
    int wanted = builder.numbers.values().stream().mapToInt(some -> some.length).sum();
    int slots = Integer.highestOneBit(Math.max(1 << 10, 4 * wanted - 1)) * 2;
    numbers = new long[slots];
    owners = new int[slots];
    filter = new long[slots * FILTER_BITS_PER_SLOT / Long.SIZE];
    builder.numbers.forEach((name, some) ->
        Arrays.stream(some).filter(number -> number != 0).forEach(number -> add(number, name)));
    count = wanted + texts.size();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects needles. */
  public static final class Builder {
    private final List<String> names = new ArrayList<>();
    private final Map<Integer, long[]> numbers = new TreeMap<>();
    private final List<Text> texts = new ArrayList<>();

    private Builder() {}

    /**
     * Member keys.
     *
     * @param name tells a finding's reader what was found, as {@code keys of guild 5 in 2026-03}
     */
    public Builder keys(String name, long[] keys) {
      numbers.put(name(name), keys.clone());
      return this;
    }

    /** A secret, any 8 bytes of which that begin at a multiple of 8 are a leftover. */
    public Builder secret(String name, byte[] secret) {
      long[] parts = new long[secret.length / Long.BYTES];
      ByteBuffer.wrap(secret).asLongBuffer().get(parts);
      return keys(name, parts);
    }

    /** A text as it is written, in UTF-8 or UTF-16; a number also in every form that a key has. */
    public Builder text(String name, String text) {
      texts.add(new Text(name(name), text));
      return NUMBER.matcher(text).matches() && isLong(text)
          ? keys(name, new long[] {Long.parseLong(text)})
          : this;
    }

    private static boolean isLong(String text) {
      return new BigInteger(text).bitLength() < Long.SIZE;
    }

    public Needles build() {
      return new Needles(this);
    }

    private int name(String name) {
      names.add(name);
      return names.size() - 1;
    }
  }

  /** How many numbers and texts there are to find. */
  public int count() {
    return count;
  }

  String name(int owner) {
    return names.get(owner);
  }

  /** What is looked for, without its values. */
  public List<String> names() {
    return names;
  }

  List<Text> texts() {
    return texts;
  }

  /** Which needle a number is, or {@link #NONE}. */
  int owner(long number) {
    if (isSurelyNone(number)) {
      return NONE;
    }
    int slot = slot(number);
    return numbers[slot] == number && number != 0 ? owners[slot] : NONE;
  }

  /** As {@link #owner}, for 8 bytes that may stand in either order. */
  int ownerInAnyOrder(long number) {
    int owner = owner(number);
    return owner == NONE ? owner(Long.reverseBytes(number)) : owner;
  }

  private void add(long number, int owner) {
    int slot = slot(number);
    numbers[slot] = number;
    owners[slot] = owner;
    int bit = filterBit(number);
    filter[bit >>> 6] |= 1L << bit;
  }

  private boolean isSurelyNone(long number) {
    int bit = filterBit(number);
    return (filter[bit >>> 6] & (1L << bit)) == 0;
  }

  private int filterBit(long number) {
    return (int) ((number * SPREAD) >>> 20) & (filter.length * Long.SIZE - 1);
  }

  private int slot(long number) {
    int mask = numbers.length - 1;
    int slot = (int) ((number * SPREAD) >>> 33) & mask;
    while (numbers[slot] != 0 && numbers[slot] != number) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  @Override
  public String toString() {
    return count + " needles";
  }
}

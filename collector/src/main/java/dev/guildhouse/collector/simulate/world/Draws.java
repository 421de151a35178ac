package dev.guildhouse.collector.simulate.world;

import java.util.SplittableRandom;

/**
 * A stream of random choices that a seed and a path (guild, day, kind of story) decide alone. Only
 * exact arithmetic is used, so that every machine draws the same.
 */
public final class Draws {
  private final SplittableRandom random;

  private Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public static Draws of(long seed, long... path) {
    long mixed = seed;
    for (long step : path) {
      mixed = mix(mixed, step);
    }
    return new Draws(mixed);
  }

  /** One number that two others decide, spread evenly over all longs. */
  public static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b + 0x7F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** {@code low} to {@code high}, both included. */
  public int from(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** {@code low} to {@code high - 1}. */
  public long between(long low, long high) {
    return low + random.nextLong(high - low);
  }

  /** Like {@link #between}, but mostly near {@code low}, as delays are. */
  public long soon(long low, long high) {
    double place = random.nextDouble();
    return low + (long) (place * place * place * (high - low));
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number whose mean is the expected one. */
  public int count(double expected) {
    int whole = (int) expected;
    return whole + (chance(expected - whole) ? 1 : 0);
  }

  /** At least 1, each further one half as likely, at most {@code most}. */
  public int few(int most) {
    int count = 1 + Integer.numberOfTrailingZeros(random.nextInt() | 1 << 30);
    return Math.min(count, most);
  }

  public double share() {
    return random.nextDouble();
  }

  public <T> T oneOf(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}

package dev.guildhouse.jobs.statistics;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where a number stands among others: the share of them below it, and half of those equal to it, in
 * percent. The mean of all is 50 whatever their distribution and ties.
 */
public final class MidRanks {
  private static final double HALF = 0.5;
  private static final double PERCENT = 100;

  private final NavigableMap<Long, Long> below = new TreeMap<>();
  private final NavigableMap<Long, Long> equal = new TreeMap<>();
  private final long all;

  public MidRanks(Collection<Long> numbers) {
    numbers.forEach(number -> equal.merge(number, 1L, Long::sum));
    long sum = 0;
    for (var number : equal.entrySet()) {
      below.put(number.getKey(), sum);
      sum += number.getValue();
    }
    all = sum;
  }

  /**
   * The percentile of one of the numbers, 0 to 100.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  public double percentile(long number) {
    Long less = below.get(number);
    if (less == null) {
      throw new IllegalArgumentException(number + " is none of the numbers");
    }
    return PERCENT * (less + HALF * equal.getOrDefault(number, 0L)) / all;
  }
}

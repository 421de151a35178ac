package dev.guildhouse.jobs.statistics;

import java.util.List;

/**
 * Two counts of the same members beside each other.
 *
 * @param first the count compared with
 * @param second the count compared
 * @param changePercent from the first to the second; not finite when the first is 0
 * @param interval 95 % interval of the change, in percent
 */
public record Comparison(long first, long second, double changePercent, Interval interval) {
  private static final int FEWEST = 30;

  /**
   * Compares what members did.
   *
   * @param members both counts of each member
   * @param seed the same gives the same interval
   */
  public static Comparison of(List<long[]> members, long seed) {
    long first = members.stream().mapToLong(counts -> counts[0]).sum();
    long second = members.stream().mapToLong(counts -> counts[1]).sum();
    return new Comparison(
        first,
        second,
        change(first, second),
        first < FEWEST || second < FEWEST
            ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            : MemberBootstrap.interval(members, sums -> change(sums[0], sums[1]), seed));
  }

  /** Whether chance alone could have made the difference, or either count is under 30. */
  public boolean isTooFewToTell() {
    return first < FEWEST || second < FEWEST || interval.contains(0);
  }

  private static double change(long first, long second) {
    return 100.0 * (second - first) / first;
  }
}

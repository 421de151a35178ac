package dev.guildhouse.jobs.statistics;

import java.util.List;

/**
 * What changed where something happened, beside what changed where it did not: what both had anyway,
 * such as a holiday, falls out.
 *
 * @param touchedBefore the count where it happened, before
 * @param touchedAfter after
 * @param othersBefore the count everywhere else, before
 * @param othersAfter after
 * @param effectPercent by how much the touched grew more than the others; not finite when one of the
 *     counts it is divided by is 0
 * @param interval 95 % interval of the effect, in percent
 */
public record DifferenceInDifferences(
    long touchedBefore,
    long touchedAfter,
    long othersBefore,
    long othersAfter,
    double effectPercent,
    Interval interval) {
  private static final int FEWEST = 30;

  /**
   * Compares what members did.
   *
   * @param members the four counts of each member, in the order of the record
   * @param seed the same gives the same interval
   */
  public static DifferenceInDifferences of(List<long[]> members, long seed) {
    long[] sums = new long[4];
    for (long[] counts : members) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += counts[i];
      }
    }
    boolean isEnough =
        sums[0] >= FEWEST && sums[1] >= FEWEST && sums[2] >= FEWEST && sums[3] >= FEWEST;
    return new DifferenceInDifferences(
        sums[0],
        sums[1],
        sums[2],
        sums[3],
        effect(sums),
        isEnough
            ? MemberBootstrap.interval(members, DifferenceInDifferences::effect, seed)
            : new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  /** Whether chance alone could have made the difference, or any of the counts is under 30. */
  public boolean isTooFewToTell() {
    return interval.contains(0);
  }

  private static double effect(long[] sums) {
    return 100.0 * ((double) sums[1] / sums[0] * sums[2] / sums[3] - 1);
  }
}

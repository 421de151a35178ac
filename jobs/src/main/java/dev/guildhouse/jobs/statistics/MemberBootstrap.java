package dev.guildhouse.jobs.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How much a number of a community would differ had other members happened to be there: members are
 * drawn again and again with replacement, each with all that is theirs.
 */
public final class MemberBootstrap {
  private static final int RESAMPLES = 1_000;

  private MemberBootstrap() {}

  /**
   * The 95 % interval of a number made of members' sums.
   *
   * @param members the counts of each, in any order, all of one length; at least one member
   * @param number the number, from the sums of all members; not finite where it has no value
   * @param seed the same gives the same interval
   * @return everything when the number has no value for more than one draw in forty
   */
  public static Interval interval(
      List<long[]> members, ToDoubleFunction<long[]> number, long seed) {
    // Drawn by place, so that the order in which members were read must not matter.
    long[][] ordered = members.toArray(long[][]::new);
    Arrays.sort(ordered, Comparator.comparing((long[] counts) -> counts, Arrays::compare));
    SplittableRandom random = new SplittableRandom(seed);
    double[] numbers = new double[RESAMPLES];
    int finite = 0;
    for (int sample = 0; sample < RESAMPLES; sample++) {
      long[] sums = new long[ordered[0].length];
      for (int draw = 0; draw < ordered.length; draw++) {
        long[] counts = ordered[random.nextInt(ordered.length)];
        for (int i = 0; i < sums.length; i++) {
          sums[i] += counts[i];
        }
      }
      double value = number.applyAsDouble(sums);
      if (Double.isFinite(value)) {
        numbers[finite++] = value;
      }
    }
    return finite < RESAMPLES - RESAMPLES / 40
        ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        : Quantiles.middle95(Arrays.copyOf(numbers, finite));
  }
}

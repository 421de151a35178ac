package dev.guildhouse.jobs.statistics;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Successes among independent trials. */
public final class Binomial {
  private static final double Z95 = new NormalDistribution().inverseCumulativeProbability(0.975);

  private Binomial() {}

  /** The probability of at most so many successes. */
  public static double atMost(int successes, int trials, double probability) {
    return new BinomialDistribution(null, trials, probability).cumulativeProbability(successes);
  }

  /**
   * Wilson's 95 % interval of the share of successes, which stays within 0 and 1 and holds for few
   * trials too. Without any trial it is everything from 0 to 1.
   */
  public static Interval wilson(long successes, long trials) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double n = trials;
    double share = successes / n;
    double square = Z95 * Z95;
    double middle = (share + square / (2 * n)) / (1 + square / n);
    double half =
        Z95 / (1 + square / n) * Math.sqrt(share * (1 - share) / n + square / (4 * n * n));
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}

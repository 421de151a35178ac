package dev.guildhouse.jobs.statistics;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** Counts of independent events. */
public final class Poisson {
  private static final double TAIL = 0.025;

  private Poisson() {}

  /** The exact 95 % interval of the expected number behind a count. */
  public static Interval interval(long count) {
    double from = count == 0
        ? 0
        : new ChiSquaredDistribution(null, 2.0 * count).inverseCumulativeProbability(TAIL) / 2;
    double to =
        new ChiSquaredDistribution(null, 2.0 * count + 2).inverseCumulativeProbability(1 - TAIL)
            / 2;
    return new Interval(from, to);
  }
}

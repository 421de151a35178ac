package dev.guildhouse.jobs.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Many tests at once, of which only a small share of those called found may be chance. */
public final class FalseDiscoveries {
  private FalseDiscoveries() {}

  /**
   * The Benjamini–Hochberg adjusted values of one family of tests: calling found what is at most q
   * keeps the expected share of false ones among them at q.
   *
   * @param p the p value of each test
   * @return in the same order, each at least its p
   */
  public static double[] adjusted(double[] p) {
    int[] largestFirst = IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer test) -> p[test]).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int place = 0; place < p.length; place++) {
      int test = largestFirst[place];
      least = Math.min(least, p[test] * p.length / (p.length - place));
      adjusted[test] = least;
    }
    return adjusted;
  }
}

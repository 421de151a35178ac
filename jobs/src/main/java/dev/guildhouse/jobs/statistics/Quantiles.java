package dev.guildhouse.jobs.statistics;

import java.util.Arrays;

/** Values below which a share of all values lies, by linear interpolation between neighbours. */
public final class Quantiles {
  private Quantiles() {}

  public static double median(double[] values) {
    return of(values, 0.5);
  }

  /** Between the lowest and the highest 2.5 %. */
  public static Interval middle95(double[] values) {
    return new Interval(of(values, 0.025), of(values, 0.975));
  }

  /**
   * The value below which a share of the values lies.
   *
   * @param values at least one, in any order
   * @param share 0 to 1
   */
  public static double of(double[] values, double share) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values have no quantile");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int lower = (int) Math.floor(place);
    int upper = Math.min(lower + 1, sorted.length - 1);
    return sorted[lower] + (place - lower) * (sorted[upper] - sorted[lower]);
  }
}

package dev.guildhouse.jobs.statistics;

import java.util.SplittableRandom;

/**
 * A straight line through points, by the median of the slopes between all pairs: a few wild points do
 * not bend it.
 *
 * @param slope by how much y changes with one step of x
 * @param intercept y at x = 0, so that as many points lie above the line as below
 */
public record TheilSen(double slope, double intercept) {
  private static final int RESAMPLES = 1_000;

  /**
   * The line through at least two points.
   *
   * @param x different values
   * @param y as many values
   */
  public static TheilSen of(double[] x, double[] y) {
    double slope = slope(x, y);
    double[] starts = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      starts[i] = y[i] - slope * x[i];
    }
    return new TheilSen(slope, Quantiles.median(starts));
  }

  /** y on the line. */
  public double at(double x) {
    return intercept + slope * x;
  }

  /**
   * The 95 % interval of the slope, from lines through the fitted points with what is left over
   * dealt out anew, in blocks of neighbours, because a good week tends to follow a good week.
   *
   * @param seed the same gives the same interval
   */
  public Interval slopeInterval(double[] x, double[] y, long seed) {
    int n = x.length;
    int block = (int) Math.ceil(Math.cbrt(n));
    SplittableRandom random = new SplittableRandom(seed);
    double[] slopes = new double[RESAMPLES];
    double[] dealt = new double[n];
    for (int sample = 0; sample < RESAMPLES; sample++) {
      for (int place = 0; place < n; place += block) {
        int start = random.nextInt(n - block + 1);
        for (int i = 0; i < block && place + i < n; i++) {
          dealt[place + i] = at(x[place + i]) + y[start + i] - at(x[start + i]);
        }
      }
      slopes[sample] = slope(x, dealt);
    }
    return Quantiles.middle95(slopes);
  }

  private static double slope(double[] x, double[] y) {
    int n = x.length;
    if (n < 2 || y.length != n) {
      throw new IllegalArgumentException(n + " and " + y.length + " values make no line");
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[next++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
    return Quantiles.median(slopes);
  }
}

package dev.guildhouse.jobs.statistics;

/** How much of the variation of a number goes with a group, such as the hour of the week. */
public final class ExplainedVariance {
  private ExplainedVariance() {}

  /**
   * The share of the squared deviations that the groups' means take away.
   *
   * @param groups the group of each value, from 0
   * @param values at least one
   * @return 0 to 1; 0 when all values are the same
   */
  public static double share(int[] groups, double[] values) {
    int highest = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      highest = Math.max(highest, groups[i]);
      total += values[i];
    }
    double mean = total / values.length;
    double[] sums = new double[highest + 1];
    int[] counts = new int[highest + 1];
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      sums[groups[i]] += values[i];
      counts[groups[i]]++;
      all += (values[i] - mean) * (values[i] - mean);
    }
    double between = 0;
    for (int group = 0; group <= highest; group++) {
      if (counts[group] > 0) {
        double off = sums[group] / counts[group] - mean;
        between += counts[group] * off * off;
      }
    }
    return all == 0 ? 0 : between / all;
  }
}

package dev.guildhouse.jobs.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a count per hour is usually like at each hour of the week, learnt from some weeks: the median
 * of the same hours, smoothed with the hours beside them. How far counts stray from it is pooled over
 * all hours, each week held against the other weeks, so that the error of the learning itself is in
 * it.
 */
public final class WeeklyRhythm {
  /** Hours of a week. */
  public static final int HOURS = 168;

  /** Hours of a day. */
  public static final int DAY_HOURS = 24;

  /** With fewer weeks nothing is usual yet. */
  public static final int FEWEST_WEEKS = 4;

  /** An hour that usually has fewer says nothing by itself, and is judged with others of its day. */
  public static final double SMALL = 5;

  private static final int NO_WEEK = -1;

  private final double[] past;
  private final int weeks;
  private final double[][] sorted = new double[HOURS][];
  private final double[] usual = new double[HOURS];
  private final double dispersion;

  /**
   * Learns.
   *
   * @param past the count of each hour, the newest last, whole weeks; NaN where nobody watched or
   *     the hour is no example
   */
  public WeeklyRhythm(double[] past) {
    this.past = past.clone();
    this.weeks = past.length / HOURS;
    if (weeks * HOURS != past.length) {
      throw new IllegalArgumentException(past.length + " hours are no whole weeks");
    }
    for (int cell = 0; cell < HOURS; cell++) {
      sorted[cell] = known(cell);
    }
    for (int cell = 0; cell < HOURS; cell++) {
      usual[cell] = smoothed(cell, NO_WEEK, FEWEST_WEEKS);
    }
    this.dispersion = pooled();
  }

  /** What some hours had, beside what was usual, and how improbable it is. */
  public record Verdict(long observed, double expected, double p, int weeks) {}

  /**
   * What is usual.
   *
   * @param ahead hours after the end of the past
   * @return NaN when too few weeks are known
   */
  public double usual(int ahead) {
    return usual[ahead % HOURS];
  }

  /** How much more than chance the counts of an hour vary. */
  public double dispersion() {
    return dispersion;
  }

  /** Whether an hour has a usual count that is too small to judge it alone. */
  public boolean isSmall(int ahead) {
    return usual(ahead) < SMALL;
  }

  /** Judges one hour whose usual count is known. */
  public Verdict judge(int ahead, long observed) {
    double expected = usual(ahead);
    double p = new NegativeBinomial(expected, dispersion).twoSidedMidP(observed);
    return new Verdict(observed, expected, p, sorted[ahead % HOURS].length);
  }

  /**
   * Judges the small hours of one day together, by the weeks in which all of them are known.
   *
   * @param hours hours after the end of the past, all small
   * @return with p NaN when fewer than 4 weeks are known
   */
  public Verdict judgeTogether(int[] hours, long observed) {
    double[] sums = new double[weeks];
    int known = 0;
    for (int week = 0; week < weeks; week++) {
      double sum = 0;
      for (int ahead : hours) {
        sum += past[week * HOURS + ahead % HOURS];
      }
      if (!Double.isNaN(sum)) {
        sums[known++] = sum;
      }
    }
    if (known < FEWEST_WEEKS) {
      return new Verdict(observed, Double.NaN, Double.NaN, known);
    }
    Centre centre = Centre.of(Arrays.copyOf(sums, known));
    double spread = pooledOfDays() + centre.uncertainty();
    return new Verdict(
        observed,
        centre.value(),
        new NegativeBinomial(centre.value(), spread).twoSidedMidP(observed),
        known);
  }

  /**
   * What is usual for sums of days. The median of small counts says little (it is 0 where one day in
   * three has something), so there it is the mean, and how little the few days tell is part of it.
   */
  private record Centre(double value, double uncertainty) {
    static Centre of(double[] sums) {
      double median = Quantiles.median(sums);
      if (median >= SMALL) {
        return new Centre(median, 0);
      }
      double events = Arrays.stream(sums).sum() + 0.5;
      return new Centre(events / sums.length, 1 / events);
    }
  }

  /** (x − m)² is m + dispersion · m² on average. */
  private double pooled() {
    double excess = 0;
    double squares = 0;
    for (int hour = 0; hour < past.length; hour++) {
      if (!Double.isNaN(past[hour])) {
        double expected = smoothed(hour % HOURS, hour / HOURS, FEWEST_WEEKS - 1);
        if (!Double.isNaN(expected)) {
          excess += (past[hour] - expected) * (past[hour] - expected) - expected;
          squares += expected * expected;
        }
      }
    }
    return squares == 0 ? 0 : Math.max(0, excess / squares);
  }

  /** The same for the sums of the small hours of each day. */
  private double pooledOfDays() {
    int days = weeks * 7;
    double[] sums = new double[days];
    for (int hour = 0; hour < past.length; hour++) {
      if (usual[hour % HOURS] < SMALL) {
        sums[hour / DAY_HOURS] += past[hour];
      }
    }
    double excess = 0;
    double squares = 0;
    for (int day = 0; day < days; day++) {
      double[] others = new double[weeks];
      int known = 0;
      for (int other = day % 7; other < days; other += 7) {
        if (other != day && !Double.isNaN(sums[other])) {
          others[known++] = sums[other];
        }
      }
      if (!Double.isNaN(sums[day]) && known >= FEWEST_WEEKS - 1) {
        double expected = Centre.of(Arrays.copyOf(others, known)).value();
        excess += (sums[day] - expected) * (sums[day] - expected) - expected;
        squares += expected * expected;
      }
    }
    return squares == 0 ? 0 : Math.max(0, excess / squares);
  }

  /** Twice the hour's own median and once each neighbour's, of all weeks but one. */
  private double smoothed(int cell, int without, int fewest) {
    double own = median(cell, without, fewest);
    double before = median((cell + HOURS - 1) % HOURS, without, fewest);
    double after = median((cell + 1) % HOURS, without, fewest);
    double sum = 2 * own;
    int weights = 2;
    if (!Double.isNaN(before)) {
      sum += before;
      weights++;
    }
    if (!Double.isNaN(after)) {
      sum += after;
      weights++;
    }
    return sum / weights;
  }

  private double median(int cell, int without, int fewest) {
    double[] values = sorted[cell];
    double left = without == NO_WEEK ? Double.NaN : past[without * HOURS + cell];
    int skip = Double.isNaN(left) ? values.length : Arrays.binarySearch(values, left);
    int known = values.length - (skip < values.length ? 1 : 0);
    return known < fewest
        ? Double.NaN
        : (value(values, (known - 1) / 2, skip) + value(values, known / 2, skip)) / 2;
  }

  /** The value of a rank once one of them is taken out. */
  private static double value(double[] values, int rank, int skip) {
    return values[rank < skip ? rank : rank + 1];
  }

  private double[] known(int cell) {
    return IntStream.range(0, weeks)
        .mapToDouble(week -> past[week * HOURS + cell])
        .filter(value -> !Double.isNaN(value))
        .sorted()
        .toArray();
  }
}

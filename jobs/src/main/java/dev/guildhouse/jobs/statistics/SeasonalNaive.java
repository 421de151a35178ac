package dev.guildhouse.jobs.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * The plainest forecast that knows of seasons: the coming season is like the last one. What it missed
 * by in the past says how far to trust it, and another forecast must first beat it.
 */
public final class SeasonalNaive {
  private static final double Z95 = 1.959963984540054;

  private SeasonalNaive() {}

  /**
   * A number to come.
   *
   * @param value what is expected
   * @param interval of 95 %, not below 0
   */
  public record Forecast(double value, Interval interval) {}

  /**
   * How the same forecast would have done in the past.
   *
   * @param forecasts how many were made, each from what was known before it
   * @param meanAbsoluteError how far they were off on average
   * @param meanAbsolutePercent the same in percent of what came, where that was not 0
   * @param inInterval the share of them whose interval held what came
   */
  public record BackTest(
      int forecasts, double meanAbsoluteError, double meanAbsolutePercent, double inInterval) {}

  /**
   * The next numbers of a series.
   *
   * @param past one number per step, the newest last; more than one season
   * @param season how many steps a season has
   * @param ahead how many steps to tell
   */
  public static List<Forecast> next(double[] past, int season, int ahead) {
    return next(past, past.length, season, ahead);
  }

  private static List<Forecast> next(double[] series, int known, int season, int ahead) {
    double sigma = sigma(series, known, season);
    List<Forecast> forecasts = new ArrayList<>();
    for (int step = 0; step < ahead; step++) {
      double value = series[known - season + step % season];
      // Each season that is skipped adds the error of one.
      double half = Z95 * sigma * Math.sqrt(step / season + 1);
      forecasts.add(new Forecast(value, new Interval(Math.max(0, value - half), value + half)));
    }
    return forecasts;
  }

  /**
   * Forecasts again and again from an ever longer past.
   *
   * @param least how many numbers must be known before the first forecast
   */
  public static BackTest backTest(double[] past, int season, int ahead, int least) {
    int forecasts = 0;
    int percents = 0;
    int held = 0;
    double error = 0;
    double percent = 0;
    for (int known = Math.max(least, season + 1); known < past.length; known++) {
      List<Forecast> made = next(past, known, season, Math.min(ahead, past.length - known));
      for (int step = 0; step < made.size(); step++) {
        double came = past[known + step];
        double off = Math.abs(came - made.get(step).value());
        forecasts++;
        error += off;
        held += made.get(step).interval().contains(came) ? 1 : 0;
        if (came != 0) {
          percents++;
          percent += 100 * off / Math.abs(came);
        }
      }
    }
    return new BackTest(
        forecasts,
        error / Math.max(1, forecasts),
        percent / Math.max(1, percents),
        held / (double) Math.max(1, forecasts));
  }

  private static double sigma(double[] series, int known, int season) {
    double squares = 0;
    for (int i = season; i < known; i++) {
      squares += (series[i] - series[i - season]) * (series[i] - series[i - season]);
    }
    return Math.sqrt(squares / (known - season));
  }
}

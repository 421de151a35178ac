package dev.guildhouse.jobs.queries.serverstats;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.statistics.Interval;
import dev.guildhouse.jobs.statistics.TheilSen;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number per ISO week; NaN where it is not known. */
final class WeeklySeries {
  /** With fewer known weeks nothing is told of a trend. */
  static final int FEWEST_WEEKS = 8;

  static final long SEED = 1;

  private final LocalDate firstWeek;
  private final double[] values;

  /**
   * As many weeks as there are values.
   *
   * @param firstWeek the Monday of the first
   */
  WeeklySeries(LocalDate firstWeek, double[] values) {
    this.firstWeek = firstWeek;
    this.values = values.clone();
  }

  LocalDate firstWeek() {
    return firstWeek;
  }

  double[] values() {
    return values.clone();
  }

  /** The line through the known weeks, the first week being 0, and the interval of its slope. */
  record Trend(TheilSen line, Interval slope, int weeks) {}

  Optional<Trend> trend() {
    List<Integer> known = new ArrayList<>();
    for (int week = 0; week < values.length; week++) {
      if (Double.isFinite(values[week])) {
        known.add(week);
      }
    }
    if (known.size() < FEWEST_WEEKS) {
      return Optional.empty();
    }
    double[] x = known.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] y = known.stream().mapToDouble(week -> values[week]).toArray();
    TheilSen line = TheilSen.of(x, y);
    return Optional.of(new Trend(line, line.slopeInterval(x, y, SEED), known.size()));
  }

  /** The weeks since the last one that is not known. */
  double[] unbroken() {
    int start = values.length;
    while (start > 0 && Double.isFinite(values[start - 1])) {
      start--;
    }
    return Arrays.copyOfRange(values, start, values.length);
  }

  /** Name, change per week with its interval, and what it means. */
  List<Cell> trendRow(String name) {
    @Nullable Trend trend = trend().orElse(null);
    if (trend == null) {
      return List.of(
          Cell.of(name), Cell.NONE, Cell.NONE, Cell.NONE, Cell.of("too few weeks to tell"));
    }
    boolean isSure = !trend.slope().contains(0);
    String words = trend.line().slope() > 0 ? "rising" : "falling";
    return List.of(
        Cell.of(name),
        Cell.rounded(trend.line().slope()),
        Cell.rounded(trend.slope().from()),
        Cell.rounded(trend.slope().to()),
        Cell.of(isSure ? words : "no clear trend"));
  }
}

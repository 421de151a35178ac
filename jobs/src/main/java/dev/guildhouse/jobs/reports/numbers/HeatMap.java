package dev.guildhouse.jobs.reports.numbers;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.time.DayRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;

/**
 * A measure per watched hour at each of the 168 hours of the week, in the guild's own time: five
 * Mondays compare with four Tuesdays, and a gap lowers nothing.
 */
public final class HeatMap {
  public static final int HOURS = 168;
  private static final int DAY_HOURS = 24;
  private static final int SECONDS = 3_600;
  private static final String HOUR = "Hour";

  private static final List<String> WEEKDAYS = Arrays.stream(DayOfWeek.values())
      .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
      .toList();

  private final double[] counts = new double[HOURS];
  private final double[] watchedSeconds = new double[HOURS];
  private final DayRange days;
  private final ZoneId zone;

  /**
   * Sorts hours into the week.
   *
   * @param counts of each hour since the epoch with any
   * @param watched seconds of each hour
   */
  public HeatMap(
      DayRange days, ZoneId zone, Map<Long, Double> counts, LongToDoubleFunction watched) {
    this.days = days;
    this.zone = zone;
    long end = days.to().toEpochDay() * DAY_HOURS;
    for (long hour = days.from().toEpochDay() * DAY_HOURS; hour < end; hour++) {
      int cell = hourOfWeek(hour, zone);
      this.counts[cell] += counts.getOrDefault(hour, 0.0);
      this.watchedSeconds[cell] += watched.applyAsDouble(hour);
    }
  }

  /**
   * A measure of a whole guild.
   *
   * @param family whose watched hours it is told by, such as {@code messages}
   */
  public static HeatMap ofGuild(
      TableReader tables,
      long guildId,
      DayRange days,
      ZoneId zone,
      Metric.Sum measure,
      String family) {
    return new HeatMap(
        days,
        zone,
        HourCounts.ofGuild(tables, guildId, days, measure),
        CoveredHours.ofGuild(tables, guildId, days).secondsOf(family));
  }

  /** The local hour of the week in which a UTC hour starts, from 0 on Monday. */
  public static int hourOfWeek(long hour, ZoneId zone) {
    ZonedDateTime local = Instant.ofEpochSecond(hour * SECONDS).atZone(zone);
    return (local.getDayOfWeek().getValue() - 1) * DAY_HOURS + local.getHour();
  }

  /** The measure per watched hour; NaN where nobody watched. */
  public double at(int hourOfWeek) {
    return watchedSeconds[hourOfWeek] <= 0
        ? Double.NaN
        : counts[hourOfWeek] * SECONDS / watchedSeconds[hourOfWeek];
  }

  /** The measure over all weeks, whoever watched. */
  public double count(int hourOfWeek) {
    return counts[hourOfWeek];
  }

  /** Hours that were watched. */
  public double watchedHours(int hourOfWeek) {
    return watchedSeconds[hourOfWeek] / SECONDS;
  }

  /** A row per hour of the day, a column per weekday; numbers are divided by {@code unit}. */
  public ReportTable table(String name, String caption, double unit) {
    return table(
        name,
        caption,
        cell -> Double.isNaN(at(cell)) ? Cell.NOT_WATCHED : Cell.rounded(at(cell) / unit));
  }

  /** How many hours stand behind each cell. */
  public ReportTable watchedTable(String name) {
    return table(
        name,
        "How many hours were watched at each hour of the week.",
        cell -> Cell.rounded(watchedHours(cell)));
  }

  private ReportTable table(
      String name, String caption, java.util.function.IntFunction<Cell> printed) {
    List<ReportColumn> columns = new ArrayList<>();
    columns.add(ReportColumn.of(HOUR, Format.TEXT));
    WEEKDAYS.forEach(day -> columns.add(ReportColumn.of(day, Format.DECIMAL)));
    List<List<Cell>> rows = new ArrayList<>();
    for (int hour = 0; hour < DAY_HOURS; hour++) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(String.format(Locale.ROOT, "%02d:00", hour)));
      for (int day = 0; day < WEEKDAYS.size(); day++) {
        row.add(printed.apply(day * DAY_HOURS + hour));
      }
      rows.add(row);
    }
    return new ReportTable(name, caption, columns, rows, null);
  }

  /** The picture of {@link #table}. */
  public static Chart chart(String title, String table, String unit) {
    return new Chart.HeatMap(title, table, HOUR, WEEKDAYS, unit);
  }

  /** What a reader must know of the clock. */
  public List<String> notes() {
    Stream.Builder<String> notes = Stream.builder();
    notes.add("Hours of the day and weekdays are those of " + zone.getId()
        + "; the days themselves are UTC.");
    Instant start = days.from().atStartOfDay().toInstant(ZoneOffset.UTC);
    if (zone.getRules().getOffset(start).getTotalSeconds() % SECONDS != 0) {
      notes.add("The zone is not whole hours from UTC: a UTC hour belongs to the local hour in"
          + " which it starts.");
    }
    for (LocalDate day = days.from(); day.isBefore(days.to()); day = day.plusDays(1)) {
      long hours = java.time.Duration.between(
              day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone))
          .toHours();
      if (hours != DAY_HOURS) {
        notes.add("On " + day + " the clock changed: that day has " + hours + " hours.");
      }
    }
    return notes.build().toList();
  }
}

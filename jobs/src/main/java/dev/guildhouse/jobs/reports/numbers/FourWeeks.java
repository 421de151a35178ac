package dev.guildhouse.jobs.reports.numbers;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.time.DayRange;
import java.util.List;
import java.util.Optional;

/** The 28 days that stand beside 30, because 30 days hold 4 or 5 weekends and these always 4. */
public final class FourWeeks {
  public static final String NAME = "Growth over 28 days";

  private static final int MONTH = 30;
  private static final int DAYS = 28;

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Measure", Format.TEXT),
      ReportColumn.of("Last 28 days", Format.DECIMAL),
      ReportColumn.of("28 days before", Format.DECIMAL),
      ReportColumn.of("Growth %", Format.CHANGE));

  private FourWeeks() {}

  /** The last 28 of 30 days; empty of any other number of days. */
  public static Optional<DayRange> of(DayRange days) {
    return days.length() == MONTH
        ? Optional.of(new DayRange(days.to().minusDays(DAYS), days.to()))
        : Optional.empty();
  }

  /** Headline numbers of 28 days, of those that are compared with the days before. */
  public static ReportTable table(List<Figure> numbers) {
    return new ReportTable(
        NAME,
        "The last 28 days beside the 28 before them, because 30 days hold 4 or 5 weekends.",
        COLUMNS,
        numbers.stream()
            .filter(
                figure -> !figure.growth().equals(Cell.NONE) || figure.format() == Format.CHANGE)
            .map(figure -> List.of(
                Cell.of(figure.label()), figure.value(), figure.previous(), figure.growth()))
            .toList(),
        null);
  }
}

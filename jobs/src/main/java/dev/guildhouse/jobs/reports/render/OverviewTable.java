package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.util.List;

/** The headline numbers as a table: one row per figure. */
public final class OverviewTable {
  public static final String NAME = "Overview";

  public static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Measure", Format.TEXT),
      ReportColumn.of("This period", Format.DECIMAL),
      ReportColumn.of("Period before", Format.DECIMAL),
      ReportColumn.of("Growth %", Format.CHANGE),
      ReportColumn.of("Watched %", Format.DECIMAL),
      ReportColumn.of("Watched before %", Format.DECIMAL));

  private OverviewTable() {}

  public static ReportTable of(ReportContent content) {
    return new ReportTable(
        NAME,
        "Headline numbers beside those of the period they are compared with.",
        COLUMNS,
        content.figures().stream().map(OverviewTable::row).toList(),
        null);
  }

  public static List<Cell> row(Figure figure) {
    return List.of(
        Cell.of(figure.label()),
        figure.value(),
        figure.previous(),
        figure.growth(),
        figure.coverage(),
        figure.previousCoverage());
  }
}

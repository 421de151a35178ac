package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A report with a chart of every kind, and names of the kind that people choose. */
final class SampleCharts {
  static final String LONG_NAME = "🎉 Gäste \u200fעברית 👩‍👩‍👧‍👦 " + "x".repeat(80);

  private static final List<String> WEEKDAYS = List.of("Monday", "Tuesday");

  private SampleCharts() {}

  static ReportContent of() {
    ReportContent sample = SampleContent.of(LONG_NAME, 31);
    List<ReportTable> tables = new ArrayList<>(sample.tables());
    tables.add(weeks());
    tables.add(hours());
    tables.add(cohorts());
    tables.add(moves());
    List<Chart> charts = new ArrayList<>(sample.charts());
    charts.add(new Chart.Lines("New members", "Weeks", "Week of", List.of("New")));
    charts.add(
        new Chart.HeatMap("Messages per watched hour", "Hours", "Hour", WEEKDAYS, "Messages"));
    charts.add(new Chart.Triangle(
        "Share of members active by week since joining",
        "Cohorts",
        "Joined in week of",
        "Members",
        List.of("Week +0 %", "Week +1 %")));
    charts.add(new Chart.Flow("Members by segment", "Moves", "From", "To", "Members"));
    return new ReportContent(
        sample.report(),
        sample.title(),
        sample.guildId(),
        sample.guildName(),
        sample.period(),
        sample.audience(),
        sample.restated(),
        sample.figures(),
        tables,
        charts,
        sample.definitions(),
        sample.notes());
  }

  private static ReportTable weeks() {
    LocalDate monday = LocalDate.of(2026, 3, 2);
    return new ReportTable(
        "Weeks",
        "Week by week.",
        List.of(ReportColumn.of("Week of", Format.DAY), ReportColumn.of("New", Format.COUNT)),
        List.of(
            List.of(Cell.of(monday), new Cell.Absent("incomplete")),
            List.of(Cell.of(monday.plusWeeks(1)), Cell.of(7))),
        null);
  }

  private static ReportTable hours() {
    return new ReportTable(
        "Hours",
        "By hour of the week.",
        List.of(
            ReportColumn.of("Hour", Format.TEXT),
            ReportColumn.of(WEEKDAYS.get(0), Format.DECIMAL),
            ReportColumn.of(WEEKDAYS.get(1), Format.DECIMAL)),
        List.of(
            List.of(Cell.of("00:00"), Cell.rounded(3), Cell.NOT_WATCHED),
            List.of(Cell.of("01:00"), Cell.rounded(0), Cell.rounded(12.5))),
        null);
  }

  private static ReportTable cohorts() {
    LocalDate monday = LocalDate.of(2026, 3, 2);
    return new ReportTable(
        "Cohorts",
        "By week of joining.",
        List.of(
            ReportColumn.of("Joined in week of", Format.DAY),
            ReportColumn.of("Members", Format.COUNT),
            ReportColumn.of("Week +0 %", Format.DECIMAL),
            ReportColumn.of("Week +1 %", Format.DECIMAL)),
        List.of(
            List.of(Cell.of(monday), Cell.of(40), Cell.rounded(100), new Cell.Absent("incomplete")),
            List.of(Cell.of(monday.plusWeeks(1)), Cell.of(20), Cell.rounded(85), Cell.NONE)),
        null);
  }

  private static ReportTable moves() {
    return new ReportTable(
        "Moves",
        "Between segments.",
        List.of(
            ReportColumn.of("From", Format.TEXT),
            ReportColumn.of("To", Format.TEXT),
            ReportColumn.of("Members", Format.COUNT)),
        List.of(
            List.of(Cell.of("regular"), Cell.of("regular"), Cell.of(90)),
            List.of(Cell.of("regular"), Cell.of("at_risk"), Cell.of(10)),
            List.of(Cell.of("new_users"), Cell.of("regular"), Cell.of(1))),
        null);
  }
}

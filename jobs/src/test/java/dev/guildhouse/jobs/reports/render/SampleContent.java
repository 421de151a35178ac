package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportContent.Definition;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A report whose guild, channels and sheets have names that break careless programs. */
public final class SampleContent {
  /** What spreadsheets run, and what hides it from a careless look. */
  static final List<String> FORMULAS = List.of(
      "=HYPERLINK(\"http://example.org\")",
      "+1+1",
      "-1+1",
      "@SUM(A1)",
      "\u200f=1+1",
      " \ufeff=1+1",
      "＝1+1");

  static final String RIGHT_TO_LEFT = "\u202eגילדה\u202c \u200fעברית";

  private SampleContent() {}

  static List<String> formulas() {
    return FORMULAS;
  }

  public static ReportContent of(String guildName, int days) {
    LocalDate from = LocalDate.of(2026, 3, 2);
    return new ReportContent(
        "sample",
        "Weekly community report",
        42,
        guildName,
        new DayRange(from, from.plusDays(days)),
        Audience.MODERATORS,
        0,
        List.of(
            figure("Messages", Format.COUNT, Cell.of(12_345), decimal("-4.50")),
            figure("Voice hours", Format.DECIMAL, decimal("1234.50"), new Cell.Absent("new"))),
        List.of(
            days(from, days),
            channels(),
            new ReportTable(
                guildName, "Named after the guild.", channels().columns(), List.of(), null)),
        List.of(new Chart.Days(
            "Messages and active members per day (UTC)",
            "Daily",
            "Day",
            "Messages",
            "Active members",
            "Watched %")),
        List.of(new Definition(
            "Messages",
            "Live messages at their creation hour; a delete takes its message out of it.")),
        List.of("A note that is long enough to need a second line in the workbook, because it goes"
            + " on and on about how to read the numbers right."));
  }

  private static Figure figure(String label, Format format, Cell value, Cell growth) {
    return new Figure(
        label, format, value, Cell.NOT_WATCHED, growth, decimal("92.86"), decimal("100.00"));
  }

  /** Every tenth day is a gap, and every seventh was watched in part. */
  private static ReportTable days(LocalDate from, int days) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      boolean isGap = day % 10 == 3;
      rows.add(List.of(
          Cell.of(from.plusDays(day)),
          isGap ? Cell.NONE : Cell.of(900 + 37L * (day * 7 % 11)),
          isGap ? Cell.NONE : Cell.of(40 + 3L * (day * 5 % 7)),
          isGap ? decimal("0.00") : decimal(day % 7 == 4 ? "50.00" : "100.00")));
    }
    return new ReportTable(
        "Daily",
        "Every day of the period.",
        List.of(
            ReportColumn.of("Day", Format.DAY),
            ReportColumn.of("Messages", Format.COUNT),
            ReportColumn.of("Active members", Format.COUNT),
            ReportColumn.of("Watched %", Format.DECIMAL)),
        rows,
        null);
  }

  private static ReportTable channels() {
    List<List<Cell>> rows = new ArrayList<>();
    for (String name : FORMULAS) {
      rows.add(List.of(
          Cell.of(name),
          decimal("-3.25"),
          new Cell.Link("https://discord.com/channels/42/1/" + rows.size())));
    }
    return new ReportTable(
        "Channels",
        "What people call their channels.",
        List.of(
            ReportColumn.of("Channel", Format.TEXT),
            ReportColumn.of("Growth %", Format.CHANGE),
            ReportColumn.of("Message", Format.LINK)),
        rows,
        new ReportTable.Digest("Top channels", List.of("Channel", "Growth %"), 2));
  }

  private static Cell decimal(String digits) {
    return new Cell.Decimal(new BigDecimal(digits));
  }
}

package dev.guildhouse.jobs.reports;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One row per day of a period, days without activity included. What nobody watched is a gap. */
public final class DailyTable {
  private static final String NAME = "Daily";
  private static final String DAY = "Day";
  private static final String MESSAGES = "Messages";
  private static final String ACTIVE_MEMBERS = "Active members";
  private static final String COVERAGE = "Messages watched %";

  public static final Chart CHART = new Chart.Days(
      "Messages and active members per day (UTC)", NAME, DAY, MESSAGES, ACTIVE_MEMBERS, COVERAGE);

  private record Series(String header, Metric metric, Set<String> families) {
    Format format() {
      return metric.unit() == Unit.SECONDS ? Format.DECIMAL : Format.COUNT;
    }
  }

  private static final List<Series> SERIES = List.of(
      new Series(MESSAGES, Metrics.MESSAGES, Set.of("messages")),
      new Series("Authors", Metrics.UNIQUE_AUTHORS, Set.of("messages")),
      new Series(ACTIVE_MEMBERS, Metrics.ACTIVE_MEMBERS, HeadlineLine.FAMILIES_OF_ACTIVITY),
      new Series("Reactions", Metrics.REACTIONS_GIVEN, Set.of("reactions")),
      new Series("Voice hours", Metrics.VOICE_SECONDS, Set.of("voice")),
      new Series("Joins", Metrics.JOINS, Set.of("members")),
      new Series("Leaves", Metrics.LEAVES, Set.of("members")));

  private DailyTable() {}

  public static ReportTable of(GuildDays days, ReportRequest request) {
    List<ReportColumn> columns = new ArrayList<>();
    columns.add(ReportColumn.of(DAY, Format.DAY));
    SERIES.forEach(series -> columns.add(ReportColumn.of(series.header(), series.format())));
    columns.add(ReportColumn.of(COVERAGE, Format.DECIMAL));
    return new ReportTable(
        NAME,
        request.isPublic()
            ? "Every day of the period. An empty cell is withheld, or nobody watched."
            : "Every day of the period. An empty cell is a gap: nobody watched, so nobody knows.",
        columns,
        request.period().days().stream().map(day -> row(days, day)).toList(),
        null);
  }

  private static List<Cell> row(GuildDays days, LocalDate day) {
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(day));
    for (Series series : SERIES) {
      Optional<BigDecimal> told = days.number(series.metric(), day);
      if (told.isEmpty() && days.has(day)) {
        row.add(Cell.NONE);
        continue;
      }
      BigDecimal number = told.orElse(BigDecimal.ZERO);
      Cell printed = series.format() == Format.DECIMAL
          ? VoiceHours.of(number)
          : Cell.of(number.longValueExact());
      Cell seen = days.coverage(series.families(), DayRange.of(day)).seen(number, printed);
      row.add(seen.equals(Cell.NOT_WATCHED) ? Cell.NONE : seen);
    }
    row.add(days.coverage(Set.of("messages"), DayRange.of(day)).percent());
    return row;
  }
}

package dev.guildhouse.jobs.catalog;

import dev.guildhouse.jobs.reports.HeadlineLine;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.Growth;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.jobs.statistics.Distribution;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A day beside the median of the days before it. Days that were watched for less than 90 % are left
 * out, and fewer than half of them make no median.
 */
final class UsualDays {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Measure", Format.TEXT),
      ReportColumn.of("This day", Format.DECIMAL),
      ReportColumn.of("Median", Format.DECIMAL),
      ReportColumn.of("Against the median %", Format.CHANGE),
      ReportColumn.of("Days in the median", Format.COUNT));

  private UsualDays() {}

  static ReportTable table(
      List<HeadlineLine> lines, GuildDays days, LocalDate day, DayRange usual) {
    return new ReportTable(
            "Usual days",
            "The day beside the median of those of the " + usual.length()
                + " days before that were watched for at least 90 %.",
            COLUMNS,
            lines.stream()
                .filter(line -> !line.isLevel())
                .map(line -> row(line, days, day, usual))
                .toList(),
            null)
        .inShort(
            "Beside usual days",
            lines.size(),
            "Measure",
            "This day",
            "Median",
            "Against the median %");
  }

  private static List<Cell> row(HeadlineLine line, GuildDays days, LocalDate day, DayRange usual) {
    Coverage coverage = days.coverage(line.families(), DayRange.of(day));
    BigDecimal number = days.number(line.metric(), day).orElse(BigDecimal.ZERO);
    NavigableMap<Long, Long> known = new TreeMap<>();
    for (LocalDate each : usual.days()) {
      if (days.coverage(line.families(), DayRange.of(each)).isEnough()) {
        known.merge(
            days.number(line.metric(), each).orElse(BigDecimal.ZERO).longValueExact(),
            1L,
            Long::sum);
      }
    }
    Distribution distribution = new Distribution(known);
    Optional<BigDecimal> median = 2 * distribution.size() < usual.length()
        ? Optional.empty()
        : Optional.of(distribution.percentile(HALF));
    return List.of(
        Cell.of(line.label()),
        coverage.seen(number, printed(line, number)),
        median.map(value -> printed(line, value)).orElse(Cell.NOT_WATCHED),
        median
            .filter(value -> coverage.isEnough())
            .map(value -> Growth.of(number, value))
            .orElse(Cell.NOT_WATCHED),
        Cell.of(distribution.size()));
  }

  private static Cell printed(HeadlineLine line, BigDecimal number) {
    return line.metric().unit() == Unit.SECONDS
        ? VoiceHours.of(number)
        : new Cell.Decimal(number.setScale(2, RoundingMode.HALF_UP));
  }
}

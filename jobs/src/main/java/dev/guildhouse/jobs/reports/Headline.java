package dev.guildhouse.jobs.reports;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Headline numbers of one guild and period, each beside the equally long period just before. */
final class Headline {
  /** The privacy mode makes it impossible. */
  private static final Cell NOT_AVAILABLE = new Cell.Absent("not available");

  /** Nobody counted. */
  private static final Cell NOT_KNOWN = new Cell.Absent("not known");

  private final DayRange period;
  private final DayRange previous;
  private final GuildDays days;
  private final Map<Distinct, Long> uniques;
  private final Map<Distinct, Long> previousUniques;

  private Headline(ReportRequest request, TableReader tables) {
    this.period = request.period();
    this.previous = period.previous();
    this.days =
        GuildDays.read(tables, request.guildId(), new DayRange(previous.from(), period.to()));
    Uniques counted = new Uniques(tables, request.guildId());
    this.uniques = request.canCountMembersOver(period) ? counted.ofGuild(period) : Map.of();
    this.previousUniques =
        request.canCountMembersOver(previous) ? counted.ofGuild(previous) : Map.of();
  }

  static Headline read(ReportRequest request, TableReader tables) {
    return new Headline(request, tables);
  }

  /** The days of this period and of the one before. */
  GuildDays days() {
    return days;
  }

  /** How much of the period a family of events was watched. */
  Coverage coverage(String family) {
    return days.coverage(Set.of(family), period);
  }

  /** A number that adds up over days; seconds are shown as hours. */
  Figure sum(String label, Metric.Sum metric, Set<String> families) {
    return watched(
        label,
        metric.unit() == Unit.SECONDS ? Format.DECIMAL : Format.COUNT,
        Optional.of(days.sum(metric, period)),
        Optional.of(days.sum(metric, previous)),
        families);
  }

  /** Different members, who are counted once for the whole period. */
  Figure unique(String label, Distinct metric, Set<String> families) {
    return watched(
        label,
        Format.COUNT,
        Optional.ofNullable(uniques.get(metric)).map(BigDecimal::valueOf),
        Optional.ofNullable(previousUniques.get(metric)).map(BigDecimal::valueOf),
        families);
  }

  /** A state at the end of the period: it was counted on the last day, or is not known. */
  Figure level(String label, Metric.Level metric) {
    Optional<BigDecimal> number = days.number(metric, period.to().minusDays(1));
    Optional<BigDecimal> before = days.number(metric, previous.to().minusDays(1));
    return new Figure(
        label,
        Format.COUNT,
        number.map(value -> printed(Format.COUNT, value)).orElse(NOT_KNOWN),
        before.map(value -> printed(Format.COUNT, value)).orElse(NOT_KNOWN),
        number.isPresent() && before.isPresent()
            ? Growth.of(number.get(), before.get())
            : NOT_KNOWN,
        Cell.NONE,
        Cell.NONE);
  }

  private Figure watched(
      String label,
      Format format,
      Optional<BigDecimal> number,
      Optional<BigDecimal> before,
      Set<String> families) {
    Coverage coverage = days.coverage(families, period);
    Coverage coverageBefore = days.coverage(families, previous);
    return new Figure(
        label,
        format,
        number.map(value -> coverage.seen(value, printed(format, value))).orElse(NOT_AVAILABLE),
        before
            .map(value -> coverageBefore.seen(value, printed(format, value)))
            .orElse(NOT_AVAILABLE),
        number.isPresent() && before.isPresent()
            ? Growth.of(number.get(), coverage, before.get(), coverageBefore)
            : NOT_AVAILABLE,
        coverage.percent(),
        coverageBefore.percent());
  }

  private static Cell printed(Format format, BigDecimal number) {
    return format == Format.DECIMAL ? VoiceHours.of(number) : Cell.of(number.longValueExact());
  }
}

package dev.guildhouse.jobs.reports;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.Growth;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.GuildPeriod;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** Headline numbers of one guild and period, each beside the equally long period just before. */
final class Headline {
  /** The privacy mode makes it impossible. */
  private static final Cell NOT_AVAILABLE = new Cell.Absent("not available");

  /** Nobody counted. */
  private static final Cell NOT_KNOWN = new Cell.Absent("not known");

  /** It would tell of too few members, by itself or together with others. */
  static final Cell WITHHELD = new Cell.Absent("withheld");

  private final GuildDays days;
  private final GuildPeriod period;
  private final GuildPeriod previous;
  private final Cell noNumber;

  private Headline(ReportRequest request, TableReader tables) {
    DayRange asked = request.period();
    this.noNumber = request.isPublic() ? WITHHELD : NOT_AVAILABLE;
    this.days = GuildDays.read(
        tables, request.guildId(), new DayRange(asked.previous().from(), asked.to()));
    this.period = GuildPeriod.read(request, tables, asked, days);
    this.previous = GuildPeriod.read(request, tables, asked.previous(), days);
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
    return period.coverage(Set.of(family));
  }

  /** A number that adds up over days; seconds are shown as hours. */
  Figure sum(String label, Metric.Sum metric, Set<String> families) {
    return watched(
        label,
        metric.unit() == Unit.SECONDS ? Format.DECIMAL : Format.COUNT,
        period.sum(metric),
        previous.sum(metric),
        families);
  }

  /** Different members, who are counted once for the whole period. */
  Figure unique(String label, Distinct metric, Set<String> families) {
    return watched(label, Format.COUNT, period.unique(metric), previous.unique(metric), families);
  }

  /** A state at the end of the period: it was counted, so that coverage does not bear on it. */
  Figure level(String label, Metric.Level metric) {
    Optional<BigDecimal> number = period.level(metric);
    Optional<BigDecimal> before = previous.level(metric);
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
    Coverage coverage = period.coverage(families);
    Coverage coverageBefore = previous.coverage(families);
    return new Figure(
        label,
        format,
        number.map(value -> coverage.seen(value, printed(format, value))).orElse(noNumber),
        before.map(value -> coverageBefore.seen(value, printed(format, value))).orElse(noNumber),
        number.isPresent() && before.isPresent()
            ? Growth.of(number.get(), coverage, before.get(), coverageBefore)
            : noNumber,
        coverage.percent(),
        coverageBefore.percent());
  }

  private static Cell printed(Format format, BigDecimal number) {
    return format == Format.DECIMAL ? VoiceHours.of(number) : Cell.of(number.longValueExact());
  }
}

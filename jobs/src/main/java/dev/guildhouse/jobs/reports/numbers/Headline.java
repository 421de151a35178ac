package dev.guildhouse.jobs.reports.numbers;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Headline numbers of one guild and period, each beside the equally long period just before, or
 * beside other days of that length.
 */
public final class Headline {
  /** Privacy makes it impossible. */
  public static final Cell NOT_AVAILABLE = Cell.NOT_AVAILABLE;

  /** Nobody counted. */
  private static final Cell NOT_KNOWN = new Cell.Absent("not known");

  /** It would tell of too few members, by itself or together with others. */
  public static final Cell WITHHELD = new Cell.Absent("withheld");

  private static final String[] USUAL_FAMILIES = {"messages", "reactions", "voice", "members"};

  private final ReportRequest request;
  private final TableReader tables;
  private final GuildDays days;
  private final GuildPeriod period;
  private final GuildPeriod previous;
  private final Cell noNumber;

  private Headline(ReportRequest request, TableReader tables, GuildDays days, DayRange before) {
    this.request = request;
    this.tables = tables;
    DayRange asked = request.period();
    this.noNumber = request.isPublic() ? WITHHELD : Cell.NOT_AVAILABLE;
    this.days = days;
    this.period = GuildPeriod.read(request, tables, asked, days);
    this.previous = GuildPeriod.read(request, tables, before, days);
  }

  public static Headline read(ReportRequest request, TableReader tables) {
    return read(request, tables, request.period().previous());
  }

  /**
   * The same beside other days than those just before.
   *
   * @param before as many days, that end no later than the period begins
   */
  public static Headline read(ReportRequest request, TableReader tables, DayRange before) {
    DayRange both = new DayRange(before.from(), request.period().to());
    GuildDays days = GuildDays.read(tables, request.guildId(), both);
    return new Headline(request, tables, days, before);
  }

  /** The last 28 days of 30, which hold as many weekends as those before; empty of other periods. */
  public Optional<Headline> fourWeeks() {
    // Their days and those before are among the days that are read.
    return FourWeeks.of(request.period())
        .map(weeks -> new Headline(request.over(weeks), tables, days, weeks.previous()));
  }

  /** The days that the numbers are of. */
  public DayRange period() {
    return request.period();
  }

  /** The days of this period and of the one before, if not more. */
  public GuildDays days() {
    return days;
  }

  /** Why members of this period, and of the one before, are not counted; empty when they are. */
  public List<Optional<String>> whyNoUniques() {
    return List.of(period.whyNoUniques(), previous.whyNoUniques());
  }

  /** How much of the period a family of events was watched. */
  public Coverage coverage(String family) {
    return period.coverage(Set.of(family));
  }

  /** How much of the period each family of events was watched, as a sentence lists it. */
  public String watched(String... families) {
    return Stream.of(families.length == 0 ? USUAL_FAMILIES : families)
        .map(family -> (family.equals("members") ? "joins and leaves" : family)
            + " "
            + coverage(family).percent().decimal().toPlainString() + " %")
        .collect(Collectors.joining(", "));
  }

  /** A number that adds up over days; seconds are shown as hours. */
  public Figure sum(String label, Metric.Sum metric, Set<String> families) {
    return watched(
        label,
        metric.unit() == Unit.SECONDS ? Format.DECIMAL : Format.COUNT,
        period.sum(metric),
        previous.sum(metric),
        families);
  }

  /** A number that adds up over days and comes from elsewhere, so that nobody need watch for it. */
  public Figure unwatched(String label, Metric.Sum metric) {
    Format format = metric.unit() == Unit.RSNC ? Format.DECIMAL : Format.COUNT;
    Optional<BigDecimal> number = period.sum(metric);
    Optional<BigDecimal> before = previous.sum(metric);
    return new Figure(
        label,
        format,
        number.map(value -> plain(format, value)).orElse(noNumber),
        before.map(value -> plain(format, value)).orElse(noNumber),
        number.isPresent() && before.isPresent() ? Growth.of(number.get(), before.get()) : noNumber,
        Cell.NONE,
        Cell.NONE);
  }

  /** Different members, who are counted once for the whole period. */
  public Figure unique(String label, Distinct metric, Set<String> families) {
    return watched(label, Format.COUNT, period.unique(metric), previous.unique(metric), families);
  }

  /** A number made of others of the same period, for a line of its own; empty where it is unknown. */
  public Figure derived(
      String label,
      Format format,
      Function<GuildPeriod, Optional<BigDecimal>> number,
      Set<String> families) {
    return counted(label, format, number.apply(period), number.apply(previous), families);
  }

  /**
   * A number counted elsewhere, for a line of its own.
   *
   * @param number of this period; empty where nobody can say
   * @param before of the period before
   * @param families what must be watched for the number to be known
   */
  public Figure counted(
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
        number.map(value -> coverage.seen(value, plain(format, value))).orElse(Cell.NOT_AVAILABLE),
        before
            .map(value -> coverageBefore.seen(value, plain(format, value)))
            .orElse(Cell.NOT_AVAILABLE),
        number.isPresent() && before.isPresent()
            ? Growth.of(number.get(), coverage, before.get(), coverageBefore)
            : Cell.NOT_AVAILABLE,
        coverage.percent(),
        coverageBefore.percent());
  }

  /** The sum of metrics that add up over days, in this period. */
  public BigDecimal total(Metric.Sum... metrics) {
    return total(period, metrics);
  }

  /** The same in the period before. */
  public BigDecimal totalBefore(Metric.Sum... metrics) {
    return total(previous, metrics);
  }

  /** How the sum of some metrics changed, in percent; a line of its own. */
  public Figure growth(String label, Set<String> families, Metric.Sum... metrics) {
    Coverage coverage = period.coverage(families);
    Coverage coverageBefore = previous.coverage(families);
    return new Figure(
        label,
        Format.CHANGE,
        Growth.of(total(metrics), coverage, totalBefore(metrics), coverageBefore),
        Cell.NONE,
        Cell.NONE,
        coverage.percent(),
        coverageBefore.percent());
  }

  private static BigDecimal total(GuildPeriod days, Metric.Sum... metrics) {
    return Arrays.stream(metrics)
        .flatMap(metric -> days.sum(metric).stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Cell plain(Format format, BigDecimal number) {
    return format == Format.COUNT
        ? Cell.of(number.longValueExact())
        : new Cell.Decimal(number.setScale(2, RoundingMode.HALF_UP));
  }

  /** A state at the end of the period: it was counted, so that coverage does not bear on it. */
  public Figure level(String label, Metric.Level metric) {
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

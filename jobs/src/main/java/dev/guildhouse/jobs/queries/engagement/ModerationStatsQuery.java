package dev.guildhouse.jobs.queries.engagement;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.Durations;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.statistics.SurvivalCurve;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was flagged, what AutoMod stopped, and how fast moderators answer. */
final class ModerationStatsQuery implements Query {
  private static final String FAMILY = "moderation";
  private static final Set<String> WATCHED = Set.of(FAMILY);

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Day", Format.DAY),
      ReportColumn.of("Flags", Format.COUNT),
      ReportColumn.of("AutoMod Hits", Format.COUNT),
      ReportColumn.of("Moderator Actions", Format.COUNT),
      ReportColumn.of("Watched %", Format.DECIMAL));

  @Override
  public String name() {
    return "moderation stats";
  }

  @Override
  public String doc() {
    return "Flags, AutoMod hits, moderator actions, and how long a flag waits for a moderator.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    DayRange period = request.period();
    Headline headline = Headline.read(request.report(), tables);
    Answer answer = Answer.to(this, request, "Moderation")
        .headlines(headline, of -> numbers(request, tables, of))
        .with(daily(headline.days(), period))
        .where("Flags", Metrics.FLAGS)
        .where("AutoMod Hits", Metrics.AUTOMOD_HITS)
        .where("Moderator Actions", Metrics.MODERATOR_ACTIONS)
        .where(
            "Median Moderator Response, hours",
            "How long until half of the period's flags were answered, by Kaplan and Meier: a flag"
                + " that was open when the period ended counts for as long as it had been open. A"
                + " flag is answered by the first later moderator action on its message, or else on"
                + " its member within 7 days.");
    broken(request, tables, period).ifPresent(answer::note);
    broken(request, tables, period.previous()).ifPresent(answer::note);
    return answer.content(tables);
  }

  private static List<Figure> numbers(QueryRequest request, TableReader tables, Headline headline) {
    Optional<SurvivalCurve> waits = waits(request, tables, headline.period());
    Optional<SurvivalCurve> before = waits(request, tables, headline.period().previous());
    return List.of(
        headline.sum("Flags", Metrics.FLAGS, WATCHED),
        headline.sum("AutoMod Hits", Metrics.AUTOMOD_HITS, WATCHED),
        headline.sum("Moderator Actions", Metrics.MODERATOR_ACTIONS, WATCHED),
        headline.counted(
            "Flags per 1,000 Messages",
            Format.DECIMAL,
            share(headline.total(Metrics.FLAGS), headline.total(Metrics.MESSAGES)),
            share(headline.totalBefore(Metrics.FLAGS), headline.totalBefore(Metrics.MESSAGES)),
            Set.of(FAMILY, "messages")),
        Durations.median(
            "Median Moderator Response, hours", waits, before, headline.coverage(FAMILY)),
        headline.counted(
            "Flags Answered",
            Format.COUNT,
            waits.map(Durations::ended),
            before.map(Durations::ended),
            WATCHED),
        headline.counted(
            "Flags Open",
            Format.COUNT,
            waits.map(Durations::open),
            before.map(Durations::open),
            WATCHED));
  }

  private static Optional<String> broken(
      QueryRequest request, TableReader tables, DayRange period) {
    return MemberLinks.broken(request.report(), tables, period)
        .or(() -> MemberLinks.sealed(request.report(), tables, period));
  }

  private static Optional<SurvivalCurve> waits(
      QueryRequest request, TableReader tables, DayRange days) {
    return broken(request, tables, days).isPresent()
        ? Optional.empty()
        : Optional.of(FlagAnswers.read(tables, request.guildId(), days));
  }

  private static Optional<BigDecimal> share(BigDecimal flags, BigDecimal messages) {
    return messages.signum() == 0
        ? Optional.empty()
        : Optional.of(flags.multiply(THOUSAND).divide(messages, MathContext.DECIMAL64));
  }

  private static ReportTable daily(GuildDays days, DayRange period) {
    return new ReportTable(
        "Daily",
        "Every day of the period; a day that nobody watched is unknown, not zero.",
        COLUMNS,
        period.days().stream().map(day -> row(days, day)).toList(),
        null);
  }

  private static List<Cell> row(GuildDays days, LocalDate day) {
    Coverage coverage = days.coverage(WATCHED, DayRange.of(day));
    return List.of(
        Cell.of(day),
        count(days, Metrics.FLAGS, day, coverage),
        count(days, Metrics.AUTOMOD_HITS, day, coverage),
        count(days, Metrics.MODERATOR_ACTIONS, day, coverage),
        coverage.percent());
  }

  private static Cell count(GuildDays days, Metric metric, LocalDate day, Coverage coverage) {
    BigDecimal number = days.number(metric, day).orElse(BigDecimal.ZERO);
    return coverage.seen(number, Cell.of(number.longValueExact()));
  }
}

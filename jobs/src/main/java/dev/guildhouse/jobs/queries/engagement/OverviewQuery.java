package dev.guildhouse.jobs.queries.engagement;

import static dev.guildhouse.schema.metrics.Metrics.POSTS;
import static dev.guildhouse.schema.metrics.Metrics.REPLIES;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.reports.numbers.Uniques;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Four headline numbers, and posts and replies day by day. */
final class OverviewQuery implements Query {
  private static final Set<String> WRITING = Set.of("messages");
  private static final Set<String> CONTRIBUTING = Set.of("messages", "reactions");
  private static final String DAYS = "Daily";
  private static final String COVERAGE = "Messages watched %";

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Day", Format.DAY),
      ReportColumn.of("Posts", Format.COUNT),
      ReportColumn.of("Replies", Format.COUNT),
      ReportColumn.of(COVERAGE, Format.DECIMAL));

  @Override
  public String name() {
    return "overview";
  }

  @Override
  public String doc() {
    return "Total posts, total replies, active members and growth rate, with posts and replies per"
        + " day.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Headline headline = Headline.read(request.report(), tables);
    DayRange period = request.period();
    Answer answer = Answer.to(this, request, "Overview")
        .headlines(headline, of -> numbers(request.report(), tables, of));
    MemberLinks.broken(request.report(), tables, period).ifPresent(answer::note);
    MemberLinks.broken(request.report(), tables, period.previous()).ifPresent(answer::note);
    return answer
        .with(daily(headline.days(), period))
        .with(new Chart.Days(
            "Posts and replies per day (UTC)", DAYS, "Day", "Posts", "Replies", COVERAGE))
        .where("Total Posts", POSTS)
        .where("Total Replies", REPLIES)
        .where("Active Members", Metrics.ACTIVE_CONTRIBUTORS)
        .where(
            "Growth Rate",
            "Posts and replies against the equally long period just before, in percent; \"not"
                + " watched\" unless both were watched for at least 90 %.")
        .note("A message that is deleted, restored or approved later changes the day on which it"
            + " was written.")
        .content(tables);
  }

  private static List<Figure> numbers(
      ReportRequest request, TableReader tables, Headline headline) {
    return List.of(
        headline.sum("Total Posts", POSTS, WRITING),
        headline.sum("Total Replies", REPLIES, WRITING),
        headline.counted(
            "Active Members",
            Format.COUNT,
            contributors(request, tables, headline.period()),
            contributors(request, tables, headline.period().previous()),
            CONTRIBUTING),
        headline.growth("Growth Rate", WRITING, POSTS, REPLIES));
  }

  private static Optional<BigDecimal> contributors(
      ReportRequest request, TableReader tables, DayRange days) {
    return MemberLinks.broken(request, tables, days).isPresent()
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(new Uniques(tables, request.guildId())
            .ofGuild(days, List.of(Metrics.ACTIVE_CONTRIBUTORS))
            .getOrDefault(Metrics.ACTIVE_CONTRIBUTORS, 0L)));
  }

  private static ReportTable daily(GuildDays days, DayRange period) {
    return new ReportTable(
        DAYS,
        "Every day of the period; a day that nobody watched is unknown, not zero.",
        COLUMNS,
        period.days().stream().map(day -> row(days, day)).toList(),
        null);
  }

  private static List<Cell> row(GuildDays days, LocalDate day) {
    Coverage coverage = days.coverage(WRITING, DayRange.of(day));
    return List.of(
        Cell.of(day),
        count(days, POSTS, day, coverage),
        count(days, REPLIES, day, coverage),
        coverage.percent());
  }

  private static Cell count(GuildDays days, Metric metric, LocalDate day, Coverage coverage) {
    BigDecimal number = days.number(metric, day).orElse(BigDecimal.ZERO);
    return coverage.seen(number, Cell.of(number.longValueExact()));
  }
}

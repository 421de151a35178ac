package dev.guildhouse.jobs.queries.engagement;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.queries.support.ForumThreads;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How much discussion there is, how people vote, which questions are settled, and who joins. */
final class EngagementMetricsQuery implements Query {
  private static final Set<String> WRITING = Set.of("messages");
  private static final Set<String> THREADS = Set.of("threads");

  @Override
  public String name() {
    return "engagement metrics";
  }

  @Override
  public String doc() {
    return "Replies per post, votes up and down, the share of forum threads that were solved, and"
        + " new members.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Headline headline = Headline.read(request.report(), tables);
    Answer answer = Answer.to(this, request, "Engagement")
        .headlines(headline, of -> numbers(request.report(), tables, of))
        .where("Avg. Replies per Post", "Total replies / total posts of the period.")
        .where("Votes Up", Metrics.VOTES_UP)
        .where("Votes Down", Metrics.VOTES_DOWN)
        .where(
            "Accepted Rate %",
            "Of the forum threads started in the period, the share that was solved by its end: a tag"
                + " of the post says so.")
        .where("New Member Joins", Metrics.JOINS);
    MemberLinks.sealed(request.report(), tables, request.period().previous())
        .ifPresent(answer::note);
    return answer
        .note("\"not available\" stands where there is nothing to divide by.")
        .content(tables);
  }

  private static List<Figure> numbers(
      ReportRequest request, TableReader tables, Headline headline) {
    DayRange period = headline.period();
    ForumThreads now = ForumThreads.read(request, tables, period);
    ForumThreads before = ForumThreads.read(request, tables, period.previous());
    return List.of(
        headline.counted(
            "Avg. Replies per Post",
            Format.DECIMAL,
            quotient(headline.total(Metrics.REPLIES), headline.total(Metrics.POSTS)),
            quotient(headline.totalBefore(Metrics.REPLIES), headline.totalBefore(Metrics.POSTS)),
            WRITING),
        headline.sum("Votes Up", Metrics.VOTES_UP, Set.of("reactions")),
        headline.sum("Votes Down", Metrics.VOTES_DOWN, Set.of("reactions")),
        headline.counted("Forum Threads", Format.COUNT, now.threads(), before.threads(), THREADS),
        headline.counted(
            "Solved Forum Threads", Format.COUNT, now.solved(), before.solved(), THREADS),
        headline.counted(
            "Accepted Rate %",
            Format.DECIMAL, now.solvedPercent(), before.solvedPercent(), THREADS),
        headline.sum("New Member Joins", Metrics.JOINS, Set.of("members")));
  }

  private static Optional<BigDecimal> quotient(BigDecimal above, BigDecimal below) {
    return below.signum() == 0
        ? Optional.empty()
        : Optional.of(above.divide(below, MathContext.DECIMAL64));
  }
}

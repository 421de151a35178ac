package dev.guildhouse.jobs.queries.support;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Durations;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.config.GuildSettings.Support;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a community leaves its members waiting, who helps them, and when help is asked for most. */
final class SupportSignalsQuery implements Query {
  private static final Set<String> WRITING = Set.of("messages");
  private static final Set<String> THREADS = Set.of("messages", "threads");

  @Override
  public String name() {
    return "support signals";
  }

  @Override
  public String doc() {
    return "Unanswered threads and questions, first responses, escalations, accepted answers, mentor"
        + " candidates and the best office hours.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    long guild = request.guildId();
    DayRange period = request.period();
    Support support = request.settings().support();
    Headline headline = Headline.read(request.report(), tables);
    Answer answer = Answer.to(this, request, "Support signals");
    ChannelNames names = ChannelNames.read(tables, guild, period.to());
    Optional<String> broken = broken(request, tables, period);
    Optional<Waiting> now = waiting(request, tables, period);
    answer
        .headlines(
            headline,
            of -> of.period().equals(period)
                ? numbers(request, tables, of, now)
                : numbers(request, tables, of, waiting(request, tables, of.period())))
        .with(SupportTables.unanswered(guild, now.map(Waiting::list).orElse(List.of()), names))
        .with(SupportTables.escalated(request, tables, names))
        .with(SupportTables.mentors(request, tables))
        .with(SupportTables.officeHours(request, tables));
    if (!support.keywords().isEmpty()) {
      answer
          .with(CommonKeywords.all(request, tables))
          .with(CommonKeywords.byChannel(request, tables, names));
    }
    now.ifPresent(Waiting::forget);
    broken.ifPresent(answer::note);
    broken(request, tables, period.previous()).ifPresent(answer::note);
    return explained(answer, support).content(tables);
  }

  private static List<Figure> numbers(
      QueryRequest request, TableReader tables, Headline headline, Optional<Waiting> now) {
    DayRange days = headline.period();
    Optional<Waiting> before = waiting(request, tables, days.previous());
    List<Figure> figures = List.of(
        headline.counted(
            "Unanswered Threads",
            Format.COUNT,
            now.map(w -> w.unanswered("thread")),
            before.map(w -> w.unanswered("thread")),
            THREADS),
        headline.counted(
            "Unanswered Questions",
            Format.COUNT,
            now.map(w -> w.unanswered("question")),
            before.map(w -> w.unanswered("question")),
            WRITING),
        headline.counted(
            "Unanswered Rate %",
            Format.DECIMAL,
            now.flatMap(Waiting::unansweredPercent),
            before.flatMap(Waiting::unansweredPercent),
            THREADS),
        Durations.median(
            "Median First Response, hours",
            now.map(Waiting::responses),
            before.map(Waiting::responses),
            headline.coverage("messages").orLess(headline.coverage("threads"))),
        headline.counted(
            "Threads and Questions still open",
            Format.COUNT,
            now.map(Waiting::responses).map(Durations::open),
            before.map(Waiting::responses).map(Durations::open),
            THREADS),
        headline.counted(
            "Escalations",
            Format.COUNT,
            escalations(request, tables, days),
            escalations(request, tables, days.previous()),
            THREADS),
        headline.counted(
            "Accepted Answers",
            Format.COUNT,
            accepted(request, tables, days),
            accepted(request, tables, days.previous()),
            THREADS));
    before.ifPresent(Waiting::forget);
    if (!days.equals(request.period())) {
      now.ifPresent(Waiting::forget);
    }
    return figures;
  }

  private static Answer explained(Answer answer, Support support) {
    return answer
        .where(
            "Unanswered Threads",
            "Threads without a reply by another member within " + support.unansweredHours()
                + " hours; bots answer nobody. What is younger at the end of the period is not"
                + " judged yet.")
        .where(
            "Unanswered Questions",
            "The same of questions: in a channel only a message that replies to who asked is a"
                + " reply, in a thread whatever another member writes next. A question that starts a"
                + " thread waits as the thread.")
        .where(
            "Median First Response, hours",
            "How long until half of the threads and questions were answered, by Kaplan and Meier:"
                + " one that was open when the period ended counts for as long as it had been open.")
        .where(
            "Escalations", "Threads that got a tag for it, and messages that ping a role for it.")
        .where(
            "Accepted Answers",
            "Threads solved in the period whose owner had marked a message of another member before"
                + " it was solved; the latest such message is the answer.")
        .where(
            "Mentor candidates",
            "Of all who replied to others in the last 30 days of the period, the tenth with the"
                + " highest mean percentile of replies, praise on them and median response time;"
                + " with at least 20 replies, and first to answer in at least 5 threads.");
  }

  static Optional<String> broken(QueryRequest request, TableReader tables, DayRange days) {
    return MemberLinks.broken(request.report(), tables, days)
        .or(() -> MemberLinks.sealed(request.report(), tables, days));
  }

  private static Optional<Waiting> waiting(
      QueryRequest request, TableReader tables, DayRange days) {
    return broken(request, tables, days).isPresent()
        ? Optional.empty()
        : Optional.of(Waiting.read(
            tables, request.guildId(), days, request.settings().support().unansweredHours()));
  }

  private static Optional<BigDecimal> escalations(
      QueryRequest request, TableReader tables, DayRange days) {
    return MemberLinks.sealed(request.report(), tables, days).isPresent()
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(Escalations.read(tables, request.guildId(), days).count()));
  }

  private static Optional<BigDecimal> accepted(
      QueryRequest request, TableReader tables, DayRange days) {
    return broken(request, tables, days).isPresent()
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(AcceptedAnswers.read(
                request.report(), tables, days, request.settings().support().acceptedEmoji())
            .count()));
  }
}

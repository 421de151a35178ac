package dev.guildhouse.jobs.queries.support;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_date;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Durations;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.config.GuildSettings.Support;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/** Where a community leaves its members waiting, who helps them, and when help is asked for most. */
final class SupportSignalsQuery implements Query {
  private static final Set<String> WRITING = Set.of("messages");

  private static final List<ReportColumn> UNANSWERED = List.of(
      ReportColumn.of("Kind", Format.TEXT),
      ReportColumn.of("Channel", Format.TEXT),
      ReportColumn.of("Asked on", Format.DAY),
      ReportColumn.of("Answered on", Format.DAY),
      ReportColumn.of("Link", Format.LINK));

  private static final List<ReportColumn> ESCALATED = List.of(
      ReportColumn.of("Day", Format.DAY),
      ReportColumn.of("Kind", Format.TEXT),
      ReportColumn.of("Channel", Format.TEXT),
      ReportColumn.of("Link", Format.LINK));

  private static final List<ReportColumn> MENTORS = List.of(
      ReportColumn.of("Member", Format.TEXT),
      ReportColumn.of("Replies to others", Format.COUNT),
      ReportColumn.of("Praise received", Format.COUNT),
      ReportColumn.of("Threads answered first", Format.COUNT),
      ReportColumn.of("Median response, hours", Format.DECIMAL),
      ReportColumn.of("Mean percentile", Format.DECIMAL));

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
    Optional<Waiting> before = waiting(request, tables, period.previous());
    answer
        .with(headline.counted(
            "Unanswered Threads",
            Format.COUNT,
            now.map(w -> w.unanswered("thread")),
            before.map(w -> w.unanswered("thread")),
            WRITING))
        .with(headline.counted(
            "Unanswered Questions",
            Format.COUNT,
            now.map(w -> w.unanswered("question")),
            before.map(w -> w.unanswered("question")),
            WRITING))
        .with(headline.counted(
            "Unanswered Rate %",
            Format.DECIMAL,
            now.flatMap(Waiting::unansweredPercent),
            before.flatMap(Waiting::unansweredPercent),
            WRITING))
        .with(Durations.median(
            "Median First Response, hours",
            now.map(Waiting::responses),
            before.map(Waiting::responses),
            headline.coverage("messages")))
        .with(headline.counted(
            "Threads and Questions still open",
            Format.COUNT,
            now.map(Waiting::responses).map(Durations::open),
            before.map(Waiting::responses).map(Durations::open),
            WRITING))
        .with(headline.counted(
            "Escalations",
            Format.COUNT,
            escalations(request, tables, period),
            escalations(request, tables, period.previous()),
            WRITING))
        .with(headline.counted(
            "Accepted Answers",
            Format.COUNT,
            accepted(request, tables, period),
            accepted(request, tables, period.previous()),
            WRITING))
        .with(unanswered(request, now.map(Waiting::list).orElse(List.of()), names))
        .with(escalated(request, tables, names))
        .with(mentors(request, tables));
    now.ifPresent(Waiting::forget);
    before.ifPresent(Waiting::forget);
    broken.ifPresent(answer::note);
    return explained(answer, support).content(tables);
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

  private static Optional<String> broken(QueryRequest request, TableReader tables, DayRange days) {
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

  private static ReportTable unanswered(QueryRequest request, List<Row> found, ChannelNames names) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : found) {
      String answeredOn = row.getAs("answered_on");
      rows.add(List.of(
          Cell.of(row.<String>getAs("kind")),
          Cell.of(names.of(row.<Long>getAs("channel_id"))),
          Cell.of(LocalDate.parse(row.<String>getAs("asked_on"))),
          answeredOn == null ? Cell.NONE : Cell.of(LocalDate.parse(answeredOn)),
          link(
              request.guildId(),
              row.<Long>getAs("channel_id"),
              row.<Long>getAs("thread_id"),
              row.<Long>getAs("case_id"))));
    }
    return new ReportTable(
        "Unanswered",
        "Threads and questions that nobody answered in time, the oldest first.",
        UNANSWERED,
        rows,
        null);
  }

  private static ReportTable escalated(
      QueryRequest request, TableReader tables, ChannelNames names) {
    List<List<Cell>> rows = new ArrayList<>();
    if (MemberLinks.sealed(request.report(), tables, request.period()).isEmpty()) {
      for (Row row : Escalations.read(tables, request.guildId(), request.period())
          .orderBy("escalated_at", "thread_id", "message_id")
          .withColumn("day", to_date(col("escalated_at")).cast("string"))
          .collectAsList()) {
        rows.add(List.of(
            Cell.of(LocalDate.parse(row.<String>getAs("day"))),
            Cell.of(row.<String>getAs("kind")),
            Cell.of(names.of(row.<Long>getAs("channel_id"))),
            link(
                request.guildId(),
                row.<Long>getAs("channel_id"),
                row.<Long>getAs("thread_id"),
                row.<Long>getAs("message_id"))));
      }
    }
    return new ReportTable(
        "Escalations", "What was sent higher, the oldest first.", ESCALATED, rows, null);
  }

  private static ReportTable mentors(QueryRequest request, TableReader tables) {
    LocalDate end = request.period().to();
    DayRange days = new DayRange(end.minusDays(MentorCandidates.DAYS), end);
    YearMonth month = YearMonth.from(request.period().from());
    List<List<Cell>> rows = new ArrayList<>();
    Optional<String> broken = broken(request, tables, days);
    if (broken.isEmpty()) {
      for (MentorCandidates.Candidate candidate : MentorCandidates.read(
          request.report(), tables, days, request.settings().support().positiveEmoji())) {
        MentorCandidates.Helper helper = candidate.helper();
        rows.add(List.of(
            Cell.of(request.report().pseudonyms().of(request.guildId(), month, helper.memberKey())),
            Cell.of(helper.replies()),
            Cell.of(helper.praise()),
            Cell.of(helper.threads()),
            Durations.hours(helper.medianSeconds()),
            new Cell.Decimal(
                BigDecimal.valueOf(candidate.score()).setScale(2, RoundingMode.HALF_UP))));
      }
    }
    return new ReportTable(
        "Mentor candidates",
        broken.orElse("Members who could be mentors by the last 30 days of the period, the best"
            + " first, under the pseudonyms of " + month + "."),
        MENTORS,
        rows,
        null);
  }

  /** Discord finds a message of a thread under the thread, and a thread under itself. */
  private static Cell link(long guildId, long channelId, long threadId, long messageId) {
    String place =
        "https://discord.com/channels/" + guildId + "/" + (threadId == 0 ? channelId : threadId);
    return new Cell.Link(messageId == 0 || messageId == threadId ? place : place + "/" + messageId);
  }
}

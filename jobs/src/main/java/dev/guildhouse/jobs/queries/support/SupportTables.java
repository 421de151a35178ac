package dev.guildhouse.jobs.queries.support;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_date;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Durations;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** The tables of the support signals, all rows of each. */
public final class SupportTables {
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

  private static final List<ReportColumn> OFFICE_HOURS = List.of(
      ReportColumn.of("Weekday", Format.TEXT),
      ReportColumn.of("Hours", Format.TEXT),
      ReportColumn.of("Questions", Format.COUNT),
      ReportColumn.of("Questions per watched hour", Format.DECIMAL));

  private SupportTables() {}

  /**
   * The table of those who wait.
   *
   * @param found as {@link Waiting#list} tells them
   */
  public static ReportTable unanswered(long guildId, List<Row> found, ChannelNames names) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : found) {
      String answeredOn = row.getAs("answered_on");
      rows.add(List.of(
          Cell.of(row.<String>getAs("kind")),
          Cell.of(names.of(row.<Long>getAs("channel_id"))),
          Cell.of(LocalDate.parse(row.<String>getAs("asked_on"))),
          answeredOn == null ? Cell.NONE : Cell.of(LocalDate.parse(answeredOn)),
          link(
              guildId,
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

  static ReportTable escalated(QueryRequest request, TableReader tables, ChannelNames names) {
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

  static ReportTable mentors(QueryRequest request, TableReader tables) {
    LocalDate end = request.period().to();
    DayRange days = new DayRange(end.minusDays(MentorCandidates.DAYS), end);
    YearMonth month = YearMonth.from(request.period().from());
    List<List<Cell>> rows = new ArrayList<>();
    Optional<String> broken = SupportSignalsQuery.broken(request, tables, days);
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

  static ReportTable officeHours(QueryRequest request, TableReader tables) {
    List<List<Cell>> rows = new ArrayList<>();
    for (OfficeHours.Slot slot : OfficeHours.read(
        tables, request.guildId(), request.period(), request.settings().timeZone())) {
      rows.add(List.of(
          Cell.of(slot.day().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
          Cell.of(String.format(
              Locale.ROOT, "%02d:00 to %02d:00", slot.hour(), (slot.hour() + 2) % 24)),
          Cell.of(slot.questions()),
          new Cell.Decimal(BigDecimal.valueOf(slot.perHour()).setScale(2, RoundingMode.HALF_UP))));
    }
    return new ReportTable(
        "Office hours",
        "When most questions are asked, by local time of "
            + request.settings().timeZone().getId() + "; none where fewer than "
            + OfficeHours.FEWEST_QUESTIONS + " were asked.",
        OFFICE_HOURS,
        rows,
        null);
  }

  /** Discord finds a message of a thread under the thread, and a thread under itself. */
  public static Cell.Link link(long guildId, long channelId, long threadId, long messageId) {
    String place =
        "https://discord.com/channels/" + guildId + "/" + (threadId == 0 ? channelId : threadId);
    return new Cell.Link(messageId == 0 || messageId == threadId ? place : place + "/" + messageId);
  }
}

package dev.guildhouse.jobs.drafts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.jobs.drafts.Proposal.Evidence;
import dev.guildhouse.jobs.drafts.Proposal.Opening;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.support.HelpCases;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.CoveredHours;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What came of office hours that were approved and posted: who took part, by voice or by writing in
 * their room, what was answered within them, and as action items what nobody has answered since. It
 * is drafted for the week in which they ended.
 */
final class OfficeHoursRecapDraft implements DraftKind {
  private static final Set<String> FAMILIES = Set.of("messages", "voice");

  /** Office hours that were held. */
  record Held(Instant from, Instant until, long room, DayRange agendaOf) {
    /** The day on which they ended; at midnight the day before. */
    LocalDate lastDay() {
      return LocalDate.ofInstant(until.minusNanos(1), ZoneOffset.UTC);
    }

    /** The days that they touch. */
    DayRange days() {
      return DayRange.through(LocalDate.ofInstant(from, ZoneOffset.UTC), lastDay());
    }

    /** Whether an instant of the rows lies within them. */
    Column holds(String column) {
      return col(column).geq(lit(from)).and(col(column).lt(lit(until)));
    }
  }

  /**
   * Who took part.
   *
   * @param all different members of both
   */
  record Attendance(long inVoice, long writing, long all) {}

  /**
   * What came of them.
   *
   * @param attendance empty where the hours were not watched
   * @param answered questions and threads of which the first answer came within the hours
   * @param askers different members who had asked these
   * @param agenda questions and threads that were unanswered when they were announced
   * @param agendaAnswered those of them that were answered since
   */
  record Outcome(
      Optional<Attendance> attendance,
      long answered,
      long askers,
      long agenda,
      long agendaAnswered) {}

  @Override
  public String name() {
    return "office_hours_recap";
  }

  @Override
  public String title() {
    return "What came of the office hours";
  }

  @Override
  public String doc() {
    return "How many came to the last office hours, what was answered, and what is left to do.";
  }

  @Override
  public Proposal propose(DraftInputs inputs) {
    ReportRequest request = inputs.request();
    TableReader tables = inputs.tables();
    Optional<Held> held = held(inputs.posted(OfficeHoursDraft.NAME), request.period());
    if (held.isEmpty()) {
      return new Proposal.TooLittle(
          "No office hours that were approved and posted ended in these days.");
    }
    DayRange since = new DayRange(held.get().agendaOf().from(), request.period().to());
    Optional<String> unknown = MemberLinks.unknown(request, tables, since);
    if (unknown.isPresent()) {
      return new Proposal.TooLittle(unknown.get());
    }
    return compose(
        request,
        held.get(),
        outcome(request, tables, held.get(), since),
        OpenCase.read(this, request.over(since), tables));
  }

  /** The office hours that ended in a period, the last announced of them. */
  static Optional<Held> held(List<PostedDraft> announced, DayRange period) {
    return announced.stream()
        .map(post -> new Held(
            Instant.parse(memo(post, OfficeHoursDraft.FROM)),
            Instant.parse(memo(post, OfficeHoursDraft.UNTIL)),
            Long.parseLong(memo(post, OfficeHoursDraft.ROOM)),
            post.period()))
        .filter(held -> period.contains(held.lastDay()))
        .findFirst();
  }

  /**
   * What is proposed.
   *
   * @param open what nobody has answered, the oldest first
   */
  Proposal compose(ReportRequest request, Held held, Outcome outcome, List<OpenCase> open) {
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(Sentence.of(outcome
        .attendance()
        .map(attendance -> told(attendance.all(), attendance.all(), " members took part."))
        .orElse("How many members took part was not watched.")));
    sentences.add(Sentence.of(told(
        outcome.answered(),
        outcome.askers(),
        " questions and threads got their first answer in these hours.")));
    sentences.addAll(OpenCase.sentences(open));
    List<List<String>> numbers = new ArrayList<>();
    String unwatched = "not watched";
    numbers.add(List.of("Members in voice", shown(outcome, Attendance::inVoice, unwatched)));
    numbers.add(List.of("Members who wrote", shown(outcome, Attendance::writing, unwatched)));
    numbers.add(List.of("Members of both", shown(outcome, Attendance::all, unwatched)));
    numbers.add(List.of("First answers within", Long.toString(outcome.answered())));
    numbers.add(List.of("Unanswered when announced", Long.toString(outcome.agenda())));
    numbers.add(List.of("Of these answered since", Long.toString(outcome.agendaAnswered())));
    return new Proposal.Post(
        post(
            request,
            List.of(),
            OpenCase.sections("Action items: to be answered", open),
            List.of("They were held from " + held.from() + " to " + held.until() + ".")),
        new Evidence(
            List.of(new Section("What was counted", new Table(List.of("What", "Count"), numbers))),
            List.of("Whoever was in voice in the room, or wrote there or in a thread of it, took"
                + " part.")),
        new Opening("In short", sentences));
  }

  private static String memo(PostedDraft post, String name) {
    String value = post.memo().get(name);
    if (value == null) {
      throw new IllegalStateException("the memo of office hours lacks " + name);
    }
    return value;
  }

  /** A number for everybody, unless it tells of so few that it is a tale of single members. */
  private static String told(long count, long members, String what) {
    return members < PublicForm.FEWEST_MEMBERS
        ? "Fewer than " + PublicForm.FEWEST_MEMBERS + what
        : count + what;
  }

  private static String shown(
      Outcome outcome, ToLongFunction<Attendance> number, String unwatched) {
    return outcome
        .attendance()
        .map(attendance -> Long.toString(number.applyAsLong(attendance)))
        .orElse(unwatched);
  }

  private Outcome outcome(ReportRequest request, TableReader tables, Held held, DayRange since) {
    long guild = request.guildId();
    Instant announced = held.agendaOf().endsAt();
    int hours = request.settings().support().unansweredHours();
    Column isOnAgenda = col("asked_at")
        .leq(lit(announced.minusSeconds(hours * 3_600L)))
        .and(col("answered_at").isNull().or(col("answered_at").geq(lit(announced))));
    Row cases = HelpCases.read(tables, guild, since)
        .where(not(
            col("channel_id").isin(request.settings().moderators().channels().toArray())))
        .agg(
            count(when(held.holds("answered_at"), 1)),
            countDistinct(when(held.holds("answered_at"), col("member_key"))),
            count(when(isOnAgenda, 1)),
            count(when(isOnAgenda.and(col("answered_at").isNotNull()), 1)))
        .head();
    return new Outcome(
        attendance(request, tables, held),
        cases.getLong(0),
        cases.getLong(1),
        cases.getLong(2),
        cases.getLong(3));
  }

  private static Optional<Attendance> attendance(
      ReportRequest request, TableReader tables, Held held) {
    CoveredHours covered =
        CoveredHours.ofChannels(tables, request.guildId(), Set.of(held.room()), held.days());
    Predicate<Instant> isHeld =
        hour -> hour.isBefore(held.until()) && hour.plusSeconds(3_600).isAfter(held.from());
    if (FAMILIES.stream().anyMatch(family -> !covered.of(family, isHeld).isEnough())) {
      return Optional.empty();
    }
    Column isInRoom = col("guild_id")
        .equalTo(request.guildId())
        .and(col("channel_id").equalTo(held.room()))
        .and(col("is_counted"))
        .and(col("member_key").notEqual(MemberKeys.UNKNOWN));
    Dataset<Row> voice = tables
        .table(Facts.VOICE_SESSIONS, held.days())
        .where(isInRoom
            .and(col("started_at").lt(lit(held.until())))
            .and(col("ended_at").gt(lit(held.from()))))
        .select(col("member_key"), lit("voice").as("by"));
    Dataset<Row> writing = tables
        .table(Facts.MESSAGES, held.days())
        .where(isInRoom.and(col("is_live")).and(held.holds("created_at")))
        .select(col("member_key"), lit("writing").as("by"));
    Row counted = voice
        .unionByName(writing)
        .agg(
            countDistinct(when(col("by").equalTo("voice"), col("member_key"))),
            countDistinct(when(col("by").equalTo("writing"), col("member_key"))),
            countDistinct(col("member_key")))
        .head();
    return Optional.of(new Attendance(counted.getLong(0), counted.getLong(1), counted.getLong(2)));
  }
}

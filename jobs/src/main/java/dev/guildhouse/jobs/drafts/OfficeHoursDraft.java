package dev.guildhouse.jobs.drafts;

import dev.guildhouse.jobs.drafts.Proposal.Evidence;
import dev.guildhouse.jobs.drafts.Proposal.Opening;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.support.OfficeHours;
import dev.guildhouse.jobs.queries.support.OfficeHours.Slot;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * When to hold office hours next, and about what: the two hours of the week in which most questions
 * are asked, or where too few are, most messages are written; and as agenda what nobody answered and
 * what many wrote of. They begin on the third day after the week at the earliest, so that moderators
 * have time to decide and members to read it.
 */
final class OfficeHoursDraft implements DraftKind {
  static final String NAME = "office_hours";
  static final String FROM = "from";
  static final String UNTIL = "until";
  static final String ROOM = "room";

  private static final int DAYS = 28;
  private static final int NOTICE_DAYS = 2;
  private static final int KEYWORDS = 3;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  /**
   * When most happens.
   *
   * @param slots the best first
   * @param what is counted: questions or messages
   */
  record Busiest(List<Slot> slots, String what) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Office hours";
  }

  @Override
  public String doc() {
    return "When to hold the next office hours, and what they should be about.";
  }

  @Override
  public Proposal propose(DraftInputs inputs) {
    ReportRequest request = inputs.request();
    TableReader tables = inputs.tables();
    DayRange days =
        new DayRange(request.period().to().minusDays(DAYS), request.period().to());
    ZoneId zone = request.settings().timeZone();
    Busiest busiest = new Busiest(
        OfficeHours.read(tables, request.guildId(), days, zone, Metrics.QUESTIONS), "Questions");
    if (busiest.slots().isEmpty()) {
      busiest = new Busiest(
          OfficeHours.read(tables, request.guildId(), days, zone, Metrics.MESSAGES), "Messages");
    }
    Optional<String> unknown = MemberLinks.unknown(request, tables, request.period());
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    return compose(
        request,
        busiest,
        unknown.isEmpty() ? OpenCase.read(this, request, tables) : List.of(),
        Topic.read(this, request, tables),
        names.of(room(request)),
        unknown);
  }

  /**
   * What is proposed.
   *
   * @param open what nobody answered, the oldest first
   * @param topics what many wrote of, most first
   * @param roomName where they are held
   * @param unknown why nobody can tell what is open; empty when it is known
   */
  Proposal compose(
      ReportRequest request,
      Busiest busiest,
      List<OpenCase> open,
      List<Topic> topics,
      String roomName,
      Optional<String> unknown) {
    if (busiest.slots().isEmpty()) {
      return new Proposal.TooLittle("Fewer than " + OfficeHours.FEWEST_QUESTIONS + " messages were"
          + " written in " + DAYS + " days, which tells of no hour in which members are there.");
    }
    ZoneId zone = request.settings().timeZone();
    ZonedDateTime from = next(
        busiest.slots().get(0),
        request.period().to().plusDays(NOTICE_DAYS).atStartOfDay(ZoneOffset.UTC).toInstant(),
        zone);
    ZonedDateTime until = from.plusHours(OfficeHours.LENGTH_HOURS);
    List<Section> evidence = List.of(new Section(
        "Busiest hours of " + DAYS + " days",
        new Table(
            List.of("Weekday", "From", busiest.what(), "Per watched hour"),
            busiest.slots().stream()
                .map(slot -> List.of(
                    slot.day().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                    String.format(Locale.ROOT, "%02d:00", slot.hour()),
                    Long.toString(slot.questions()),
                    BigDecimal.valueOf(slot.perHour())
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString()))
                .toList())));
    List<String> notes = new ArrayList<>(unknown.stream().toList());
    notes.add("The week after they were held, office_hours_recap drafts what came of them.");
    return new Proposal.Post(
        post(
            request,
            List.of(
                new Figure("Begins", DAY.format(from), ""),
                new Figure("Ends", HOUR.format(until), ""),
                new Figure("Time zone", zone.getId(), ""),
                new Figure("Where", roomName, "")),
            OpenCase.sections("To be answered", open),
            List.of("In these two hours of the week most " + busiest.what().toLowerCase(Locale.ROOT)
                + " come in.")),
        new Evidence(evidence, notes),
        Map.of(
            FROM, from.toInstant().toString(),
            UNTIL, until.toInstant().toString(),
            ROOM, Long.toString(room(request))),
        null,
        new Opening("Agenda", agenda(open, topics)),
        from.toInstant());
  }

  private static List<Sentence> agenda(List<OpenCase> open, List<Topic> topics) {
    List<Sentence> agenda = new ArrayList<>();
    if (!open.isEmpty()) {
      agenda.addAll(OpenCase.sentences(open));
    }
    topics.stream()
        .limit(KEYWORDS)
        .forEach(topic -> agenda.add(new Sentence(
            topic.messages() + " messages of the week were about {1}.", List.of(topic.keyword()))));
    if (agenda.isEmpty()) {
      agenda.add(Sentence.of("Nothing is unanswered: bring what you want to know."));
    }
    return agenda;
  }

  /** The first such hours that begin at an instant or later. */
  private static ZonedDateTime next(Slot slot, Instant earliest, ZoneId zone) {
    LocalDate day =
        earliest.atZone(zone).toLocalDate().with(TemporalAdjusters.nextOrSame(slot.day()));
    ZonedDateTime from = day.atTime(slot.hour(), 0).atZone(zone);
    return from.toInstant().isBefore(earliest)
        ? day.plusWeeks(1).atTime(slot.hour(), 0).atZone(zone)
        : from;
  }

  private long room(ReportRequest request) {
    Long room = settings(request).room();
    Long channel = settings(request).channel();
    return room != null ? room : channel == null ? 0 : channel;
  }
}

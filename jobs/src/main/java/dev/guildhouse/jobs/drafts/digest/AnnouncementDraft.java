package dev.guildhouse.jobs.drafts.digest;

import dev.guildhouse.jobs.disclosure.PublicTables;
import dev.guildhouse.jobs.drafts.DraftInputs;
import dev.guildhouse.jobs.drafts.DraftKind;
import dev.guildhouse.jobs.drafts.Proposal;
import dev.guildhouse.jobs.drafts.Proposal.Evidence;
import dev.guildhouse.jobs.drafts.Proposal.Opening;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.HeadlineLine;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.render.PrintedCell;
import dev.guildhouse.schema.config.GuildSettings.Annotation;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What the guild announced for the coming week, with what everybody may know of the week that ended,
 * to be posted at the hour at which most is written, as far as that comes before what is announced.
 */
public final class AnnouncementDraft implements DraftKind {
  private static final List<String> LABELS =
      List.of("Messages", "Authors", "Active members", "Voice hours");

  /** Moderators get a day to decide before the post is due. */
  private static final int NOTICE_DAYS = 1;

  @Override
  public String name() {
    return "announcement";
  }

  @Override
  public String title() {
    return "The week ahead";
  }

  @Override
  public String doc() {
    return "What is announced for the coming week and how the last one went, at the hour at which"
        + " most is written.";
  }

  @Override
  public Proposal propose(DraftInputs inputs) {
    ReportRequest request = inputs.request();
    TableReader tables = inputs.tables();
    DayRange week = request.period();
    DayRange both = new DayRange(week.previous().from(), week.to());
    Headline headline = Headline.read(
        request.to(Audience.PUBLIC),
        PublicTables.ofGuild(tables, request.guildId(), both, week.to()));
    List<Figure> figures = HeadlineLine.COMMUNITY.stream()
        .filter(line -> LABELS.contains(line.label()))
        .map(line -> line.figure(headline))
        .toList();
    ChannelNames names = ChannelNames.read(tables, request.guildId(), week.to());
    return compose(request, figures, PeakHour.read(request, tables), names::of);
  }

  /**
   * What is proposed.
   *
   * @param figures of the week, as everybody may know them
   * @param peaks the best first
   * @param names of channels
   */
  Proposal compose(
      ReportRequest request,
      List<Figure> figures,
      List<PeakHour> peaks,
      LongFunction<String> names) {
    List<Figure> known = figures.stream()
        .filter(figure -> !(figure.value() instanceof Cell.Absent))
        .toList();
    DayRange next = new DayRange(
        request.period().to(), request.period().to().plusDays(request.period().length()));
    List<Annotation> coming = request.settings().annotations().stream()
        .filter(annotation -> next.days().contains(annotation.date()))
        .sorted(Comparator.comparing(Annotation::date).thenComparing(Annotation::title))
        .toList();
    if (coming.isEmpty() && known.isEmpty()) {
      return new Proposal.TooLittle("Nothing is announced for " + new ReportPeriod(next).text()
          + " among the annotations of the guild, and nothing of the week before may be told.");
    }
    Instant end = next.endsAt();
    Instant due = coming.isEmpty() ? end : DayRange.of(coming.get(0).date()).startsAt();
    Optional<Instant> postAt = peaks.stream()
        .map(hour -> hour.onOrAfter(next.from().plusDays(NOTICE_DAYS)))
        .filter(at -> at.isBefore(due))
        .findFirst();
    List<Section> sections = coming.isEmpty()
        ? List.of()
        : List.of(new Section(
            "Coming up",
            new Table(
                List.of("Day"),
                coming.stream().map(one -> List.of(line(one, names))).toList())));
    return new Proposal.Post(
        post(
            request,
            known.stream().map(AnnouncementDraft::printed).toList(),
            sections,
            List.of("The numbers are those of " + new ReportPeriod(request.period()).text() + ".")),
        new Evidence(
            peaks.isEmpty()
                ? List.of()
                : List.of(new Section(
                    "Hours at which most is written, in four weeks",
                    new Table(
                        List.of("Hour", "Messages per watched hour"),
                        peaks.stream()
                            .map(hour -> List.of(
                                hour.text(), String.format(Locale.ROOT, "%.2f", hour.messages())))
                            .toList()))),
            postAt.isPresent() ? List.of() : List.of(whyAtOnce(peaks))),
        Map.of(),
        postAt.orElse(null),
        opening(known),
        end);
  }

  private static String whyAtOnce(List<PeakHour> peaks) {
    String why = peaks.isEmpty()
        ? "Too little was written in four weeks to tell a good hour"
        : "None of these hours comes before the first thing that is announced, or before the week"
            + " is over";
    return why + "; it is posted as soon as it is approved.";
  }

  /** How the week went, if that can be told. */
  private static Opening opening(List<Figure> known) {
    Optional<String> messages = number(known, "Messages");
    Optional<String> authors = number(known, "Authors");
    return (messages.isPresent() && authors.isPresent()
            ? Optional.of(authors.get() + " members wrote " + messages.get() + " messages")
            : number(known, "Active members").map(active -> active + " members were active"))
        .map(sentence ->
            new Opening("How it went", List.of(Sentence.of(sentence + " in the week that ended."))))
        .orElse(Opening.NONE);
  }

  private static Optional<String> number(List<Figure> known, String label) {
    return known.stream()
        .filter(figure -> figure.label().equals(label))
        .map(figure -> PrintedCell.forPeople(figure.value(), figure.format()))
        .findFirst();
  }

  private static ReportDocument.Figure printed(Figure figure) {
    return new ReportDocument.Figure(
        figure.label(), PrintedCell.forPeople(figure.value(), figure.format()), "");
  }

  private static String line(Annotation annotation, LongFunction<String> names) {
    String where = annotation.channels().isEmpty()
        ? ""
        : " in "
            + String.join(", ", annotation.channels().stream().map(names::apply).toList());
    return new ReportPeriod(DayRange.of(annotation.date())).text() + ": " + annotation.title()
        + where;
  }
}

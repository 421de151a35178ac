package dev.guildhouse.jobs.catalog;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.stats.TodaySoFar;
import dev.guildhouse.jobs.queries.support.SupportTables;
import dev.guildhouse.jobs.queries.support.Waiting;
import dev.guildhouse.jobs.reports.ChannelTable;
import dev.guildhouse.jobs.reports.DailyTable;
import dev.guildhouse.jobs.reports.HeadlineLine;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.Growth;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * What a moderator should know of a day: its numbers beside the same weekday before and beside usual
 * days, what was watched, what was unusual, which targets were missed, who waits for an answer, and
 * where most was said.
 */
final class DailyBrief implements Report {
  private static final int WEEKS = 4;
  private static final int SHOWN = 5;
  private static final int HOURS_OF_A_DAY = 24;

  private static final List<String> FAMILIES =
      List.of("messages", "reactions", "threads", "voice", "members", "moderation");

  private static final Set<String> OF_THREADS = Set.of("messages", "threads");
  private static final Set<String> OF_QUESTIONS = Set.of("messages");

  @Override
  public String name() {
    return "daily_brief";
  }

  @Override
  public String title() {
    return "Daily brief";
  }

  @Override
  public String doc() {
    return "Yesterday beside the same weekday before and the median of 28 days, with coverage,"
        + " anomalies, missed targets, unanswered questions and the busiest channels.";
  }

  @Override
  public Period period() {
    return Period.DAY;
  }

  @Override
  public void check(ReportRequest request) {
    Report.super.check(request);
    if (request.period().length() != 1) {
      throw WarehouseException.usage(
          "write the report " + name() + " for " + request.period(),
          "it is about one day, and these are " + request.period().length(),
          "Give --date DAY.");
    }
  }

  @Override
  public ReportContent build(ReportRequest request, TableReader tables) {
    LocalDate day = request.period().from();
    DayRange before = DayRange.of(day.minusWeeks(1));
    DayRange usual = new DayRange(day.minusWeeks(WEEKS), day);
    GuildDays days =
        GuildDays.read(tables, request.guildId(), new DayRange(usual.from(), day.plusDays(1)));
    Headline headline = Headline.read(request, tables, before);
    Draft draft = new Draft(this, request, tables);
    for (HeadlineLine line : HeadlineLine.COMMUNITY) {
      draft.with(line.figure(headline)).where(line.definition());
    }
    Optional<List<Row>> waiting = waiting(draft, request, tables, days);
    draft
        .with(UsualDays.table(HeadlineLine.COMMUNITY, days, day, usual))
        .with(coverage(days, request.period(), before));
    draft
        .ask("anomalies list", request.period(), Map.of())
        .ifPresent(answer -> draft.with(answer
            .table("Anomalies")
            .inShort("Unusual", SHOWN, "When", "Where", "What", "Observed", "Usual")));
    draft
        .ask("kpi alerts", request.period(), Map.of())
        .ifPresent(answer -> draft.with(answer
            .table("Alerts")
            .named("Missed targets", "Targets missed in a period that ended on this day.")
            .inShort("Missed targets", SHOWN, "Target", "To reach", "Value", "State")));
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    draft
        .with(SupportTables.unanswered(request.guildId(), waiting.orElse(List.of()), names)
            .inShort("Unanswered", SHOWN, "Kind", "Channel", "Asked on", "Link"))
        .with(ChannelTable.read(request, tables, names)
            .inShort("Busiest channels", SHOWN, "Channel", "Messages", "Authors"));
    TodaySoFar.read(tables, request.guildId(), day.plusDays(1))
        .filter(today -> today.hours() < HOURS_OF_A_DAY)
        .ifPresent(today -> draft.with(new ReportTable(
            TodaySoFar.NAME, today.caption(), TodaySoFar.COLUMNS, today.rows(), null)));
    draft
        .with(DailyTable.of(days, request.over(new DayRange(usual.from(), day.plusDays(1))))
            .named("Daily", "The 28 days before, and the day itself. An empty cell is a gap."))
        .with(DailyTable.CHART);
    return draft
        .note("Compared with " + new ReportPeriod(before).text()
            + "; growth stands only where both days were watched for at least 90 %.")
        .note("Watched: " + headline.watched() + " of the day. What happened in a gap is unknown,"
            + " and counts as nothing here.")
        .note("Bots, webhooks and system messages count in bot messages alone.")
        .content();
  }

  /** Who had waited in vain when the time was up on this day; a case stands in one brief alone. */
  private static Optional<List<Row>> waiting(
      Draft draft, ReportRequest request, TableReader tables, GuildDays days) {
    LocalDate day = request.period().from();
    int hours = request.settings().support().unansweredHours();
    DayRange looked = Waiting.daysUpTo(day, hours);
    DayRange lookedBefore = Waiting.daysUpTo(day.minusWeeks(1), hours);
    Optional<Waiting> now = waiting(draft, request, tables, day, hours);
    Optional<Waiting> before = waiting(draft, request, tables, day.minusWeeks(1), hours);
    draft
        .with(figure(
            "Unanswered questions",
            now.map(cases -> cases.unanswered("question")),
            days.coverage(OF_QUESTIONS, looked),
            before.map(cases -> cases.unanswered("question")),
            days.coverage(OF_QUESTIONS, lookedBefore)))
        .with(figure(
            "Unanswered threads",
            now.map(cases -> cases.unanswered("thread")),
            days.coverage(OF_THREADS, looked),
            before.map(cases -> cases.unanswered("thread")),
            days.coverage(OF_THREADS, lookedBefore)))
        .where(
            "Unanswered questions",
            "Questions whose " + hours + " hours without a reply by another member ended on this"
                + " day; bots answer nobody. In a channel only a message that replies to who asked"
                + " is a reply, in a thread whatever another member writes next.")
        .where("Unanswered threads", "The same of threads.");
    Optional<List<Row>> list = now.map(Waiting::list);
    now.ifPresent(Waiting::forget);
    before.ifPresent(Waiting::forget);
    return list;
  }

  private static Optional<Waiting> waiting(
      Draft draft, ReportRequest request, TableReader tables, LocalDate day, int hours) {
    DayRange days = Waiting.daysUpTo(day, hours);
    Optional<String> why = MemberLinks.unknown(request, tables, days);
    why.ifPresent(draft::note);
    return why.isPresent()
        ? Optional.empty()
        : Optional.of(Waiting.dueOn(tables, request.guildId(), day, hours));
  }

  /** Under the coverage of all days on which the cases may have begun. */
  private static Figure figure(
      String label,
      Optional<BigDecimal> number,
      Coverage coverage,
      Optional<BigDecimal> before,
      Coverage coverageBefore) {
    return new Figure(
        label,
        Format.COUNT,
        seen(number, coverage),
        seen(before, coverageBefore),
        number.isPresent() && before.isPresent()
            ? Growth.of(number.get(), coverage, before.get(), coverageBefore)
            : Cell.NOT_AVAILABLE,
        coverage.percent(),
        coverageBefore.percent());
  }

  private static Cell seen(Optional<BigDecimal> number, Coverage coverage) {
    return number
        .map(value -> coverage.seen(value, Cell.of(value.longValueExact())))
        .orElse(Cell.NOT_AVAILABLE);
  }

  private static ReportTable coverage(GuildDays days, DayRange day, DayRange before) {
    return new ReportTable(
        "Coverage",
        "How much of the day each kind of event was watched, and of the day it is compared with.",
        List.of(
            ReportColumn.of("Kind", Format.TEXT),
            ReportColumn.of("Watched %", Format.DECIMAL),
            ReportColumn.of("Watched before %", Format.DECIMAL)),
        FAMILIES.stream()
            .map(family -> List.of(
                Cell.of(family.equals("members") ? "joins and leaves" : family),
                days.coverage(Set.of(family), day).percent(),
                days.coverage(Set.of(family), before).percent()))
            .toList(),
        null);
  }
}

package dev.guildhouse.jobs.reports;

import dev.guildhouse.jobs.disclosure.PublicTables;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.FourWeeks;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.Restated;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a community did in a week, or in any other range of days: headline numbers with growth, the
 * days, and the channels, members and messages that stood out. For the public without members and
 * messages, and of one whole week alone.
 */
public final class WeeklyCommunityReport implements Report {
  @Override
  public String name() {
    return "weekly_community";
  }

  @Override
  public String title() {
    return "Weekly community report";
  }

  @Override
  public String doc() {
    return "Headline numbers with growth, days, channels, members and messages of a week.";
  }

  @Override
  public Period period() {
    return Period.WEEK;
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of(Audience.MODERATORS, Audience.PUBLIC);
  }

  @Override
  public void check(ReportRequest request) {
    if (request.isPublic() && !isWeek(request)) {
      throw WarehouseException.usage(
          "write the report " + name() + " for " + request.period() + " for the public",
          "that is no whole ISO week, and in a chosen range of days small numbers could be found",
          "Give --week, or write it for moderators: --audience moderators");
    }
  }

  private static boolean isWeek(ReportRequest request) {
    return new ReportPeriod(request.period())
        .calendar()
        .filter(Period.WEEK::equals)
        .isPresent();
  }

  @Override
  public ReportContent build(ReportRequest request, TableReader warehouse) {
    check(request);
    TableReader tables = request.isPublic() ? publicTables(request, warehouse) : warehouse;
    Headline headline = Headline.read(request, tables);
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    List<ReportTable> sheets = new ArrayList<>(
        request.isPublic()
            ? List.of(
                DailyTable.of(headline.days(), request),
                PublicChannelTable.read(request, tables, names))
            : List.of(
                DailyTable.of(headline.days(), request),
                ChannelTable.read(request, tables, names),
                MemberTable.read(request, tables),
                ContentTable.read(request, tables, names)));
    long restated = Restated.numbers(warehouse, request.guildId(), request.period());
    List<HeadlineLine> lines = HeadlineLine.COMMUNITY.stream()
        .filter(line -> !request.isPublic() || line.isPublic())
        .toList();
    headline
        .fourWeeks()
        .ifPresent(weeks -> sheets.add(
            FourWeeks.table(lines.stream().map(line -> line.figure(weeks)).toList())));
    return new ReportContent(
        request.isPublic() ? name() + "_public" : name(),
        isWeek(request) ? title() : "Community report",
        request.guildId(),
        request.guildName(),
        request.period(),
        request.audience(),
        restated,
        lines.stream().map(line -> line.figure(headline)).toList(),
        sheets,
        List.of(DailyTable.CHART),
        lines.stream().map(HeadlineLine::definition).toList(),
        notes(request, headline, restated, warehouse.sealed()));
  }

  private static TableReader publicTables(ReportRequest request, TableReader tables) {
    DayRange days =
        new DayRange(request.period().previous().from(), request.period().to());
    return PublicTables.ofGuild(
        tables, request.guildId(), days, request.period().to());
  }

  private static List<String> notes(
      ReportRequest request, Headline headline, long restated, SealedMonths sealed) {
    List<String> notes = new ArrayList<>();
    if (restated > 0) {
      notes.add("Restated: " + restated + " numbers of this period were published differently"
          + " before. The table restatements says which, from what to what, and why.");
    }
    notes.add("Growth compares with "
        + new ReportPeriod(request.period().previous()).text()
        + "; it stands only where both periods were watched for at least 90 %.");
    notes.add("Watched: " + headline.watched()
        + " of the period. What happened in a gap is unknown," + " and counts as nothing here.");
    notes.add("Bots, webhooks and system messages count in bot messages alone.");
    if (!request.isPublic()) {
      List<DayRange> both = List.of(request.period(), request.period().previous());
      for (int i = 0; i < both.size(); i++) {
        String when = new ReportPeriod(both.get(i)).text();
        headline
            .whyNoUniques()
            .get(i)
            .ifPresent(why -> notes.add("Not available for " + when
                + ": how many different members, because " + why + "."));
      }
      request
          .whyNoMembers(sealed)
          .ifPresent(why -> notes.add("Not available: single members, because " + why + "."));
    }
    notes.add(
        request.isPublic()
            ? "For everybody: no number tells of fewer than five members, by itself or by adding"
                + " and subtracting others. What would is withheld, or stands under other channels."
            : "For moderators: it tells of single members, under pseudonyms that change every"
                + " month.");
    return notes;
  }
}

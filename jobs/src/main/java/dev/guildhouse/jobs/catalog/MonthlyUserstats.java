package dev.guildhouse.jobs.catalog;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.DailyTable;
import dev.guildhouse.jobs.reports.HeadlineLine;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.HeatMap;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The user statistics of a month: overall, by weekday and by hour of the day, each a CSV file. */
final class MonthlyUserstats implements Report {
  private static final String QUESTION = "userstats report";
  private static final String FULL = "Full";
  private static final String WEEKDAY = "Weekday";
  private static final String HOURLY = "Hourly";
  private static final String WEEK = "Hours of the week";

  @Override
  public String name() {
    return "monthly_userstats";
  }

  @Override
  public String title() {
    return "Monthly user statistics";
  }

  @Override
  public String doc() {
    return "Users, messages and voice of a month, overall, by weekday and by hour, with deviation,"
        + " median, p90, Gini and the share of the top tenth.";
  }

  @Override
  public Period period() {
    return Period.MONTH;
  }

  @Override
  public void check(ReportRequest request) {
    Report.super.check(request);
    Draft.check(QUESTION, request);
  }

  @Override
  public ReportContent build(ReportRequest request, TableReader tables) {
    DayRange days = request.period();
    Headline headline = Headline.read(request, tables);
    Draft draft = new Draft(this, request, tables);
    for (HeadlineLine line : HeadlineLine.COMMUNITY) {
      draft.with(line.figure(headline)).where(line.definition());
    }
    draft.with(asked(draft, days, "full", FULL)
        .inShort(
            "Users",
            1,
            "Case",
            "Active users",
            "Messages",
            "Messages/user",
            "median",
            "top_10_percent_share"));
    draft.with(asked(draft, days, "weekday", WEEKDAY)
        .inShort("By weekday", 7, "Case", "Active users", "Messages", "Voice man-hours"));
    draft.with(asked(draft, days, "hourly", HOURLY).onlyInFiles());
    HeatMap week = HeatMap.ofGuild(
        tables, request.guildId(), days, ZoneOffset.UTC, Metrics.MESSAGES, "messages");
    draft
        .with(week.table(WEEK, "Messages per watched hour at each hour of the week.", 1))
        .with(DailyTable.of(headline.days(), request))
        .with(DailyTable.CHART)
        .with(HeatMap.chart("Messages per watched hour (UTC)", WEEK, "Messages"))
        .with(new Chart.Lines(
            "Messages per watched day by hour (UTC)",
            HOURLY,
            "Case",
            List.of("messages_per_covered_day")));
    List<DayRange> compared = List.of(days, days.previous());
    for (int which = 0; which < compared.size(); which++) {
      String when = new ReportPeriod(compared.get(which)).text();
      headline
          .whyNoUniques()
          .get(which)
          .ifPresent(why -> draft.note(
              "NOT_AVAILABLE for " + when + ": how many different members, because " + why + "."));
    }
    return draft
        .note("Growth compares with " + new ReportPeriod(days.previous()).text()
            + "; it stands only where both periods were watched for at least 90 %.")
        .note("Watched: " + headline.watched()
            + " of the period. What happened in a gap is unknown," + " and counts as nothing here.")
        .content();
  }

  private static ReportTable asked(Draft draft, DayRange days, String type, String name) {
    ReportTable table =
        draft.ask(QUESTION, days, Map.of("type", type)).orElseThrow().tables().get(0);
    return table.named(name, table.caption());
  }
}

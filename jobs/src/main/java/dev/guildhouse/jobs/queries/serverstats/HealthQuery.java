package dev.guildhouse.jobs.queries.serverstats;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How healthy a community is, by several numbers and no sum of them, and which features it uses. */
final class HealthQuery implements Query {
  private static final int USUAL_WEEKS = 13;

  @Override
  public String name() {
    return "serverstats health";
  }

  @Override
  public String doc() {
    return "Health indicators and use of features week by week, each with its trend.";
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    LocalDate monday = Period.WEEK.start(today);
    return new DayRange(monday.minusWeeks(USUAL_WEEKS), monday);
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer answer = Answer.to(this, request, "Health");
    Optional<String> broken = MemberLinks.broken(request.report(), tables, request.period());
    if (broken.isPresent()) {
      return answer.note(broken.get()).content(tables);
    }
    int hours = request.settings().support().unansweredHours();
    HealthWeeks weeks = HealthWeeks.read(tables, request.guildId(), request.period(), hours);
    Map<String, double[]> indicators = weeks.indicators();
    Map<String, double[]> features = weeks.features();
    Map<String, double[]> all = new LinkedHashMap<>(indicators);
    all.putAll(features);
    return answer
        .with(table("Indicators", "Whole ISO weeks by their Monday.", weeks, indicators))
        .with(table(
            "Feature use %",
            "Share of the members active in the week who used a feature.", weeks, features))
        .with(new ReportTable(
            "Trends",
            "Change per week of each number.",
            List.of(
                ReportColumn.of("Number", Format.TEXT),
                ReportColumn.of("Per week", Format.CHANGE),
                ReportColumn.of("From", Format.CHANGE),
                ReportColumn.of("To", Format.CHANGE),
                ReportColumn.of("Meaning", Format.TEXT)),
            all.entrySet().stream()
                .map(entry ->
                    new WeeklySeries(weeks.first(), entry.getValue()).trendRow(entry.getKey()))
                .toList(),
            null))
        .where(
            "Stickiness %",
            "Mean daily active members of the 30 days to the week's end, of the"
                + " members active in them.")
        .where("Next-week retention %", "Members active in the week who are active in the next.")
        .where("Churn %", "Members active in the week before who are not active in this one.")
        .where(
            "Top 10 % share",
            "Messages by the tenth of the authors who wrote most, rounded up;"
                + " empty under 5 authors.")
        .where(
            "Unanswered %",
            "Threads begun in the week in which nobody but the owner wrote within " + hours
                + " hours; deleted ones are left out, and those that are younger at the end.")
        .where("Flags per 1,000", "Flags per 1,000 messages.")
        .note("A week in which something was watched for less than 90 % has no number of it.")
        .content(tables);
  }

  private static ReportTable table(
      String name, String caption, HealthWeeks weeks, Map<String, double[]> series) {
    List<ReportColumn> columns = new ArrayList<>();
    columns.add(ReportColumn.of("Week", Format.DAY));
    series.keySet().forEach(header -> columns.add(ReportColumn.of(header, Format.DECIMAL)));
    List<List<Cell>> rows = new ArrayList<>();
    for (int week = 0; week < weeks.count(); week++) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(weeks.first().plusWeeks(week)));
      for (double[] values : series.values()) {
        row.add(Cell.rounded(values[week]));
      }
      rows.add(row);
    }
    return new ReportTable(name, caption, columns, rows, null);
  }
}

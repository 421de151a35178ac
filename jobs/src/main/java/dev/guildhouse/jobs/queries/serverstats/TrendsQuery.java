package dev.guildhouse.jobs.queries.serverstats;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.CoveredHours;
import dev.guildhouse.jobs.reports.numbers.HeatMap;
import dev.guildhouse.jobs.reports.numbers.HourCounts;
import dev.guildhouse.jobs.statistics.ExplainedVariance;
import dev.guildhouse.jobs.statistics.SeasonalNaive;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.apache.spark.sql.Row;

/** Where a number is going: its line over whole weeks, its weekly cycle, and the next four weeks. */
final class TrendsQuery implements Query {
  private static final String WEEKS = "Weeks";
  private static final int USUAL_WEEKS = 26;
  private static final int AHEAD = 4;
  private static final double ENOUGH = 0.9;
  private static final double HOUR_SECONDS = 3_600;

  private record Choice(String name, Metric metric, Set<String> families) {}

  private static final List<Choice> CHOICES = List.of(
      new Choice("messages", Metrics.MESSAGES, Set.of("messages")),
      new Choice(
          "active-members", Metrics.ACTIVE_MEMBERS, Set.of("messages", "reactions", "voice")),
      new Choice("authors", Metrics.UNIQUE_AUTHORS, Set.of("messages")),
      new Choice("voice-hours", Metrics.VOICE_SECONDS, Set.of("voice")),
      new Choice("reactions", Metrics.REACTIONS_GIVEN, Set.of("reactions")),
      new Choice("threads", Metrics.THREADS_CREATED, Set.of("threads")),
      new Choice("joins", Metrics.JOINS, Set.of("members")),
      new Choice("leaves", Metrics.LEAVES, Set.of("members")));

  @Override
  public String name() {
    return "serverstats trends";
  }

  @Override
  public String doc() {
    return "The trend of a number over whole weeks, its weekly cycle, and a forecast of 4 weeks.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.choice(
        "metric", "The number.", CHOICES.stream().map(Choice::name).toArray(String[]::new)));
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    LocalDate monday = Period.WEEK.start(today);
    return new DayRange(monday.minusWeeks(USUAL_WEEKS), monday);
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    String name = request.arguments().required("metric");
    Choice choice =
        CHOICES.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    DayRange days = request.period();
    WeeklySeries series = series(request, tables, choice);
    Answer answer = Answer.to(this, request, "Trend of " + name.replace('-', ' '));
    answer
        .with(new ReportTable(
            "Trend",
            "Change per week.",
            List.of(
                ReportColumn.of("Number", Format.TEXT),
                ReportColumn.of("Per week", Format.CHANGE),
                ReportColumn.of("From", Format.CHANGE),
                ReportColumn.of("To", Format.CHANGE),
                ReportColumn.of("Meaning", Format.TEXT)),
            List.of(series.trendRow(name)),
            null))
        .with(weeks(series))
        .with(new Chart.Lines(
            "Weeks, trend and forecast",
            WEEKS,
            "Week",
            List.of("Value", "Trend", "Forecast", "Low", "High")));
    backTest(series).ifPresent(answer::with);
    if (choice.metric() instanceof Metric.Sum sum) {
      answer.with(cycle(request, tables, sum, choice.families().iterator().next(), days));
    }
    return answer
        .where(
            "Per week",
            "Theil–Sen slope over the weeks that were watched for at least 90 %;"
                + " from and to are the 95 % interval by block bootstrap, seeded. At least 8 weeks.")
        .where(
            "Forecast",
            "Seasonal naive: the coming week is like the last. Low and high hold 95 %"
                + " if weeks go on to differ as they did.")
        .where(
            "Hour of the week",
            "Share of the variance of watched hours that goes with the hour"
                + " of the week in the guild's time.")
        .where(name, choice.metric())
        .content(tables);
  }

  /** Whole ISO weeks within the range; a week that was not watched enough is not known. */
  private static WeeklySeries series(QueryRequest request, TableReader tables, Choice choice) {
    LocalDate first = Period.WEEK.start(request.period().from().plusDays(6));
    LocalDate end = Period.WEEK.start(request.period().to());
    int weeks = Math.max(0, (int) java.time.temporal.ChronoUnit.WEEKS.between(first, end));
    double[] values = new double[weeks];
    Arrays.fill(values, Double.NaN);
    double unit = choice.metric().unit() == Unit.SECONDS ? HOUR_SECONDS : 1;
    for (Row row : tables
        .table(Rollups.of(Entity.GUILD, Period.WEEK), request.period())
        .where(col("guild_id").equalTo(request.guildId()))
        .withColumn("monday", col("period_start_date").cast("string"))
        .collectAsList()) {
      LocalDate monday = LocalDate.parse(row.<String>getAs("monday"));
      int week = (int) java.time.temporal.ChronoUnit.WEEKS.between(first, monday);
      boolean isWatched =
          choice.families().stream().allMatch(family -> Coverage.in(row, family).isEnough());
      if (!monday.isBefore(first) && week < weeks && isWatched) {
        values[week] = row.<Long>getAs(choice.metric().name()) / unit;
      }
    }
    return new WeeklySeries(first, values);
  }

  private static ReportTable weeks(WeeklySeries series) {
    Optional<WeeklySeries.Trend> trend = series.trend();
    double[] past = series.unbroken();
    List<SeasonalNaive.Forecast> next =
        past.length < WeeklySeries.FEWEST_WEEKS ? List.of() : SeasonalNaive.next(past, 1, AHEAD);
    List<List<Cell>> rows = new ArrayList<>();
    for (int week = 0; week < series.values().length + next.size(); week++) {
      boolean isPast = week < series.values().length;
      double line = trend.isPresent() ? Math.max(0, trend.get().line().at(week)) : Double.NaN;
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(series.firstWeek().plusWeeks(week)));
      row.add(isPast ? known(series.values()[week]) : Cell.NONE);
      row.add(isPast ? Cell.rounded(line) : Cell.NONE);
      if (isPast) {
        row.addAll(List.of(Cell.NONE, Cell.NONE, Cell.NONE));
      } else {
        SeasonalNaive.Forecast forecast = next.get(week - series.values().length);
        row.add(Cell.rounded(forecast.value()));
        row.add(Cell.rounded(forecast.interval().from()));
        row.add(Cell.rounded(forecast.interval().to()));
      }
      rows.add(row);
    }
    return new ReportTable(
        WEEKS,
        "Whole ISO weeks by their Monday, and the four that follow.",
        List.of(
            ReportColumn.of("Week", Format.DAY),
            ReportColumn.of("Value", Format.DECIMAL),
            ReportColumn.of("Trend", Format.DECIMAL),
            ReportColumn.of("Forecast", Format.DECIMAL),
            ReportColumn.of("Low", Format.DECIMAL),
            ReportColumn.of("High", Format.DECIMAL)),
        rows,
        null);
  }

  private static Cell known(double value) {
    return Double.isFinite(value) ? Cell.rounded(value) : Cell.NOT_WATCHED;
  }

  private static Optional<ReportTable> backTest(WeeklySeries series) {
    double[] past = series.unbroken();
    if (past.length <= WeeklySeries.FEWEST_WEEKS) {
      return Optional.empty();
    }
    SeasonalNaive.BackTest test = SeasonalNaive.backTest(past, 1, AHEAD, WeeklySeries.FEWEST_WEEKS);
    return Optional.of(new ReportTable(
        "Back-test",
        "How the same forecast would have done in the past, each from what was known before it.",
        List.of(
            ReportColumn.of("Forecasts", Format.COUNT),
            ReportColumn.of("Mean error", Format.DECIMAL),
            ReportColumn.of("Mean error %", Format.DECIMAL),
            ReportColumn.of("Within the interval %", Format.DECIMAL)),
        List.of(List.of(
            Cell.of((long) test.forecasts()),
            Cell.rounded(test.meanAbsoluteError()),
            Cell.rounded(test.meanAbsolutePercent()),
            Cell.rounded(100 * test.inInterval()))),
        null));
  }

  private static ReportTable cycle(
      QueryRequest request, TableReader tables, Metric.Sum metric, String family, DayRange days) {
    Map<Long, Double> counts =
        new HashMap<>(HourCounts.ofGuild(tables, request.guildId(), days, metric));
    LongToDoubleFunction watched =
        CoveredHours.ofGuild(tables, request.guildId(), days).secondsOf(family);
    List<Integer> cells = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    long end = days.to().toEpochDay() * 24;
    for (long hour = days.from().toEpochDay() * 24; hour < end; hour++) {
      if (watched.applyAsDouble(hour) >= ENOUGH * HOUR_SECONDS) {
        cells.add(HeatMap.hourOfWeek(hour, request.settings().timeZone()));
        values.add(counts.getOrDefault(hour, 0.0));
      }
    }
    double share = values.size() < HeatMap.HOURS
        ? Double.NaN
        : ExplainedVariance.share(
            cells.stream().mapToInt(Integer::intValue).toArray(),
            values.stream().mapToDouble(Double::doubleValue).toArray());
    return new ReportTable(
        "Cycle",
        "How regular the week is.",
        List.of(
            ReportColumn.of("Watched hours", Format.COUNT),
            ReportColumn.of("Hour of the week %", Format.DECIMAL)),
        List.of(List.of(Cell.of((long) values.size()), Cell.rounded(100 * share))),
        null);
  }
}

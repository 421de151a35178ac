package dev.guildhouse.jobs.queries.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelCoverage;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.GuildDays;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.statistics.Comparison;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.RangeText;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Channels, members or periods beside each other, and whether chance alone could have made the
 * difference. Everything is held against the first.
 */
final class CompareQuery implements Query {
  private static final int MOST = 5;
  private static final int WEEKS_DAYS = 28;
  private static final long SEED = 1;

  /**
   * One of those compared.
   *
   * @param isIts which rows of the cube are its
   * @param coverage how much of it was watched
   */
  private record Side(String name, Column isIts, Coverage coverage) {}

  /**
   * All of them.
   *
   * @param unit what is drawn again: {@code member_key}, or {@code activity_date}
   */
  private record Sides(List<Side> sides, DayRange days, String unit) {}

  @Override
  public String name() {
    return "activity analyze comparative";
  }

  @Override
  public String doc() {
    return "2 to 5 channels, members or periods beside each other, and what chance could explain.";
  }

  @Override
  public List<QueryOption> options() {
    Stream<QueryOption> first = Stream.of(
        QueryOption.choice("metric", "What is counted.", "messages", "voice", "reactions"),
        QueryOption.text(
            "with",
            "Up to 4 other periods of the same length, parted by a semicolon. Without them, and"
                + " without channels or members: the period before."));
    Stream<QueryOption> numbered = IntStream.rangeClosed(1, MOST)
        .boxed()
        .flatMap(place -> Stream.of(
            QueryOption.channel(numbered("channel", place), "A channel to compare."),
            QueryOption.member(numbered("member", place), "A member to compare.")));
    return Stream.concat(first, numbered).toList();
  }

  private static String numbered(String option, int place) {
    return option + "-" + place;
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    return new DayRange(today.minusDays(WEEKS_DAYS), today);
  }

  @Override
  public void check(QueryRequest request) {
    int channels = given(request, "channel").size();
    int members = given(request, "member").size();
    boolean isWith = request.arguments().text("with").isPresent();
    int kinds = (channels > 0 ? 1 : 0) + (members > 0 ? 1 : 0) + (isWith ? 1 : 0);
    if (kinds > 1 || channels == 1 || members == 1) {
      throw WarehouseException.usage(
          "compare",
          channels + " channels, " + members + " members and " + (isWith ? "other" : "no other")
              + " periods are given",
          "Give 2 to 5 channels, or 2 to 5 members, or --with other periods.");
    }
    periods(request);
  }

  private static List<String> given(QueryRequest request, String option) {
    return IntStream.rangeClosed(1, MOST)
        .mapToObj(place -> request.arguments().text(numbered(option, place)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The period asked for comes last, so that it is held against the first of the others. */
  private static List<DayRange> periods(QueryRequest request) {
    List<DayRange> periods = new ArrayList<>();
    Optional<String> with = request.arguments().text("with");
    if (with.isEmpty()) {
      periods.add(request.period().previous());
    } else {
      for (String text : with.get().split(";", -1)) {
        DayRange other = RangeText.parse(text, request.today());
        if (other.length() != request.period().length()) {
          throw WarehouseException.usage(
              "compare " + request.period() + " with " + other,
              "they have " + request.period().length() + " and " + other.length() + " days",
              "Compare periods of the same length.");
        }
        periods.add(other);
      }
    }
    periods.add(request.period());
    if (periods.size() > MOST) {
      throw WarehouseException.usage(
          "compare " + periods.size() + " periods", "at most 5 are compared", "Give fewer.");
    }
    return periods;
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Metric.Sum metric = switch (request.arguments().required("metric")) {
      case "voice" -> Metrics.VOICE_SECONDS;
      case "reactions" -> Metrics.REACTIONS_GIVEN;
      default -> Metrics.MESSAGES;
    };
    Answer answer = Answer.to(this, request, "Comparison of " + metric.name().replace('_', ' '));
    Sides sides = sides(request, tables, request.arguments().required("metric"));
    Optional<String> broken = MemberLinks.broken(request.report(), tables, sides.days());
    if (broken.isPresent()) {
      return answer.note(broken.get()).content(tables);
    }
    boolean isByDay = sides.unit().equals("activity_date");
    answer
        .with(table(counts(request, tables, metric, sides), sides, metric))
        .where(
            "Change %",
            metric.doc() + " Held against the first row. From and to are the 95 %"
                + " interval: " + (isByDay ? "days" : "members") + " are drawn anew 1,000 times,"
                + " seeded.")
        .where(
            "Verdict",
            "\"Too few to tell\" when either count is under 30, or the interval holds"
                + " 0; \"not watched\" when either was watched for less than 90 %.");
    if (request.period().length() != WEEKS_DAYS) {
      answer.note("28 days hold each weekday four times; other lengths compare different weeks.");
    }
    return answer.content(tables);
  }

  private Sides sides(QueryRequest request, TableReader tables, String family) {
    DayRange days = request.period();
    List<String> channels = given(request, "channel");
    if (!channels.isEmpty()) {
      ChannelNames names = ChannelNames.read(tables, request.guildId(), days.to());
      ChannelCoverage coverage = ChannelCoverage.read(tables, request.guildId(), days);
      return new Sides(
          channels.stream()
              .map(text -> AskedChannels.find(request, tables, text))
              .map(id ->
                  new Side(names.of(id), col("channel_id").equalTo(id), coverage.of(family, id)))
              .toList(),
          days,
          "member_key");
    }
    GuildDays known = GuildDays.read(tables, request.guildId(), held(request));
    if (!given(request, "member").isEmpty()) {
      YearMonth month = YearMonth.from(days.from());
      Coverage coverage = known.coverage(Set.of(family), days);
      return new Sides(
          IntStream.rangeClosed(1, MOST)
              .mapToObj(place -> request.member(numbered("member", place)))
              .flatMap(Optional::stream)
              .map(key -> new Side(
                  request.report().pseudonyms().of(request.guildId(), month, key),
                  col("member_key").equalTo(key),
                  coverage))
              .toList(),
          days,
          "activity_date");
    }
    return new Sides(
        periods(request).stream()
            .map(period -> new Side(
                period.toString(),
                col("activity_date")
                    .geq(lit(period.from().toString()).cast("date"))
                    .and(col("activity_date").lt(lit(period.to().toString()).cast("date"))),
                known.coverage(Set.of(family), period)))
            .toList(),
        held(request),
        "member_key");
  }

  private static DayRange held(QueryRequest request) {
    List<DayRange> periods = periods(request);
    return new DayRange(
        periods.stream().map(DayRange::from).min(LocalDate::compareTo).orElseThrow(),
        periods.stream().map(DayRange::to).max(LocalDate::compareTo).orElseThrow());
  }

  /** The counts of each side, by what is drawn again. */
  private static List<long[]> counts(
      QueryRequest request, TableReader tables, Metric.Sum metric, Sides sides) {
    Column[] sums = sides.sides().stream()
        .map(side -> sum(when(side.isIts(), col(metric.name())).otherwise(lit(0L))))
        .toArray(Column[]::new);
    Dataset<Row> rows = tables
        .table(Rollups.ACTIVITY_HOURLY, sides.days())
        .where(col("guild_id").equalTo(request.guildId()).and(expr("member_key <> 0")))
        .groupBy(sides.unit())
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
    return rows.collectAsList().stream()
        .map(
            row -> IntStream.rangeClosed(1, sums.length).mapToLong(row::getLong).toArray())
        .toList();
  }

  private static ReportTable table(List<long[]> counts, Sides sides, Metric.Sum metric) {
    boolean isTime = metric.unit() == Unit.SECONDS;
    List<List<Cell>> rows = new ArrayList<>();
    Side first = sides.sides().get(0);
    for (int place = 0; place < sides.sides().size(); place++) {
      int other = place;
      Side side = sides.sides().get(place);
      List<long[]> pairs = counts.stream()
          .map(all -> new long[] {counted(all[0], isTime), counted(all[other], isTime)})
          .filter(pair -> pair[0] != 0 || pair[1] != 0)
          .toList();
      Comparison comparison = Comparison.of(pairs, SEED);
      long total = counts.stream().mapToLong(all -> all[other]).sum();
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(side.name()));
      row.add(isTime ? Cell.rounded(total / 3_600.0) : Cell.of(total));
      row.add(side.coverage().percent());
      if (place == 0) {
        row.addAll(List.of(Cell.NONE, Cell.NONE, Cell.NONE, Cell.NONE));
      } else if (!first.coverage().isEnough() || !side.coverage().isEnough()) {
        row.addAll(List.of(Cell.NONE, Cell.NONE, Cell.NONE, Cell.NOT_WATCHED));
      } else {
        row.add(Cell.rounded(comparison.changePercent()));
        row.add(Cell.rounded(comparison.interval().from()));
        row.add(Cell.rounded(comparison.interval().to()));
        row.add(Cell.of(
            comparison.isTooFewToTell()
                ? "too few to tell"
                : comparison.changePercent() > 0 ? "more" : "fewer"));
      }
      rows.add(row);
    }
    return new ReportTable(
        "Comparison",
        "Held against the first row. The unknown member is left out.",
        List.of(
            ReportColumn.of("Side", Format.TEXT),
            ReportColumn.of(isTime ? "Voice hours" : "Count", Format.DECIMAL),
            ReportColumn.of("Watched %", Format.DECIMAL),
            ReportColumn.of("Change %", Format.CHANGE),
            ReportColumn.of("From", Format.CHANGE),
            ReportColumn.of("To", Format.CHANGE),
            ReportColumn.of("Verdict", Format.TEXT)),
        rows,
        null);
  }

  /** Thirty seconds of voice are not thirty events: voice counts by whole minutes. */
  private static long counted(long number, boolean isTime) {
    return isTime ? number / 60 : number;
  }
}

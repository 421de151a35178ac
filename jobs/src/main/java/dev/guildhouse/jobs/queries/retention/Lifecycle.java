package dev.guildhouse.jobs.queries.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Who came, stayed, came back and fell silent, week by week, with next-week retention. */
final class Lifecycle implements Query {
  private static final int WEEKS = 12;
  private static final Cell INCOMPLETE = new Cell.Absent("incomplete");
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Week of", Format.DAY),
      ReportColumn.of("Active", Format.COUNT),
      ReportColumn.of("New", Format.COUNT),
      ReportColumn.of("Retained", Format.COUNT),
      ReportColumn.of("Resurrected", Format.COUNT),
      ReportColumn.of("Lapsed", Format.COUNT),
      ReportColumn.of("Active next week", Format.COUNT),
      ReportColumn.of("Next-week retention %", Format.DECIMAL));

  private record Counts(long active, long fresh, long retained, long resurrected, long kept) {}

  @Override
  public String name() {
    return "retention lifecycle";
  }

  @Override
  public String doc() {
    return "New, retained, resurrected and lapsed members by ISO week, and next-week retention.";
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    LocalDate monday = Period.WEEK.start(today);
    return new DayRange(monday.minusWeeks(WEEKS), monday);
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer.requireLinkable(this, request);
    DayRange weeks = Period.WEEK.covering(request.period());
    DayRange read = new DayRange(weeks.from().minusWeeks(1), weeks.to().plusWeeks(1));
    Map<LocalDate, Counts> counts = read(request, tables, read);
    Set<LocalDate> complete = Weeks.complete(tables, request.guildId(), read, request.today());
    LocalDate open = Weeks.firstOpen(tables, request.guildId());
    List<List<Cell>> rows = new ArrayList<>();
    for (LocalDate week = weeks.from(); week.isBefore(weeks.to()); week = week.plusWeeks(1)) {
      rows.add(week.isBefore(open) ? sealed(week) : row(week, counts, complete, open));
    }
    Answer answer = Answer.to(this, request, "Lifecycle of members", weeks)
        .table("Weeks", "Members with any activity, by ISO week.", COLUMNS, rows)
        .where("New", "Active for the first time ever in the week.")
        .where("Retained", "Active in the week and in the one before.")
        .where("Resurrected", "Active in the week, not in the one before, but earlier.")
        .where("Lapsed", "Active in the week before, not in this one.")
        .where("Next-week retention", "Of those active in the week, the share active in the next.")
        .note("A number stands once all weeks that it needs have ended and were watched for at"
            + " least 90 %.");
    Weeks.sealed(tables, request.guildId(), read).ifPresent(answer::note);
    if (!open.equals(LocalDate.MIN)) {
      answer.note("Who is new is told from the second open week on, by what is known since "
          + tables.sealed().openFrom(request.guildId()) + ".");
    }
    return answer.content();
  }

  /** The members of a sealed week are only tokens of single months. */
  private static List<Cell> sealed(LocalDate week) {
    List<Cell> row = new ArrayList<>(Collections.nCopies(COLUMNS.size(), Cell.NOT_AVAILABLE));
    row.set(0, Cell.of(week));
    return row;
  }

  /**
   * One week that is open.
   *
   * @param open the first open week, in which everybody would be new
   */
  private static List<Cell> row(
      LocalDate week, Map<LocalDate, Counts> counts, Set<LocalDate> complete, LocalDate open) {
    Counts none = new Counts(0, 0, 0, 0, 0);
    Counts now = counts.getOrDefault(week, none);
    Counts before = counts.getOrDefault(week.minusWeeks(1), none);
    boolean isKnown = complete.contains(week);
    boolean isFirst = week.equals(open);
    boolean hasBefore = isKnown && !isFirst && complete.contains(week.minusWeeks(1));
    boolean hasNext = isKnown && complete.contains(week.plusWeeks(1));
    Cell unknown = isFirst && isKnown ? Cell.NOT_AVAILABLE : INCOMPLETE;
    return List.of(
        Cell.of(week),
        isKnown ? Cell.of(now.active()) : INCOMPLETE,
        isKnown && !isFirst ? Cell.of(now.fresh()) : unknown,
        hasBefore ? Cell.of(now.retained()) : unknown,
        hasBefore ? Cell.of(now.resurrected()) : unknown,
        hasBefore ? Cell.of(before.active() - now.retained()) : unknown,
        hasNext ? Cell.of(now.kept()) : INCOMPLETE,
        hasNext ? Answer.percent(now.kept(), now.active()) : INCOMPLETE);
  }

  private static Map<LocalDate, Counts> read(
      QueryRequest request, TableReader tables, DayRange weeks) {
    WindowSpec ofMember = Window.partitionBy("member_key").orderBy("week_date");
    Dataset<Row> firsts = tables
        .table(Marts.MEMBER_STATE)
        .where(col("guild_id").equalTo(lit(request.guildId())))
        .select("member_key", "first_active_date");
    Map<LocalDate, Counts> counts = new TreeMap<>();
    for (Row row : tables
        .table(Rollups.of(Entity.MEMBER, Period.WEEK), weeks)
        .where(col("guild_id")
            .equalTo(lit(request.guildId()))
            .and(col("member_key").notEqual(0))
            .and(expr(Metrics.ACTIVE_ANY)))
        .select(col("member_key"), col("period_start_date").as("week_date"))
        .withColumn("was", lag("week_date", 1).over(ofMember))
        .withColumn("will_be", lead("week_date", 1).over(ofMember))
        .join(firsts, "member_key", "left")
        .withColumn("is_new", expr("first_active_date >= week_date"))
        .withColumn("is_retained", expr("coalesce(datediff(week_date, was) = 7, false)"))
        .withColumn("is_kept", expr("coalesce(datediff(will_be, week_date) = 7, false)"))
        .groupBy(col("week_date").cast("string"))
        .agg(
            count(lit(1)),
            count_if(expr("coalesce(is_new, false)")),
            count_if(col("is_retained")),
            count_if(expr("not coalesce(is_new, false) and not is_retained")),
            count_if(col("is_kept")))
        .collectAsList()) {
      counts.put(
          LocalDate.parse(row.getString(0)),
          new Counts(
              row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
    }
    return counts;
  }
}

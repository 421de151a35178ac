package dev.guildhouse.jobs.queries.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

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
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The triangle: members by the ISO week of their first join, and the share of them active in each
 * week since. Who left stays in.
 */
final class Cohorts implements Query {
  /** Below so many members a public number would tell of single ones. */
  private static final int FEWEST = 5;

  private static final int WEEKS = 12;
  private static final TableDef MEMBER_WEEKLY = Rollups.of(Entity.MEMBER, Period.WEEK);
  private static final Cell WITHHELD = new Cell.Absent("withheld");

  /**
   * What became of those who joined in a week.
   *
   * @param active how many were active by weeks since
   */
  private record Cohort(LocalDate week, long members, Map<Integer, Long> active) {}

  @Override
  public String name() {
    return "retention cohorts";
  }

  @Override
  public String doc() {
    return "Of those who first joined in each ISO week, the share active in every week since.";
  }

  @Override
  public Access access() {
    return Access.EVERYBODY;
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
    List<Cohort> cohorts = read(request, tables, weeks);
    Set<LocalDate> complete = Weeks.complete(tables, request.guildId(), weeks, request.today());
    LocalDate open = Weeks.firstOpen(tables, request.guildId());
    int reach = (int) ChronoUnit.WEEKS.between(weeks.from(), weeks.to());
    List<ReportColumn> columns = new ArrayList<>();
    columns.add(ReportColumn.of("Joined in week of", Format.DAY));
    columns.add(ReportColumn.of("Members", Format.COUNT));
    for (int week = 0; week < reach; week++) {
      columns.add(ReportColumn.of("Week +" + week + " %", Format.DECIMAL));
    }
    List<List<Cell>> shares = new ArrayList<>();
    List<List<Cell>> counts = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      shares.add(row(request, cohort, weeks, complete, open, true));
      counts.add(row(request, cohort, weeks, complete, open, false));
    }
    Answer answer = Answer.to(this, request, "Retention by week of joining", weeks)
        .table("Shares", "In percent of the members who joined in the week.", columns, shares)
        .table("Counts", "The members themselves.", counted(columns), counts)
        .where("Week +k", "Active in the k-th ISO week after that of the first join.")
        .note("A cell stands once its week has ended and was watched for at least 90 %; others say"
            + " incomplete. Who left stays in.")
        .note("First joins are known as far back as members can be followed.");
    Weeks.sealed(tables, request.guildId(), weeks).ifPresent(answer::note);
    return answer.content();
  }

  private static List<ReportColumn> counted(List<ReportColumn> columns) {
    return columns.stream()
        .map(column -> column.format() == Format.DECIMAL
            ? ReportColumn.of(column.header().replace(" %", ""), Format.COUNT)
            : column)
        .toList();
  }

  private static List<Cell> row(
      QueryRequest request,
      Cohort cohort,
      DayRange weeks,
      Set<LocalDate> complete,
      LocalDate open,
      boolean isShare) {
    boolean isPublic = request.report().isPublic();
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(cohort.week()));
    boolean isSmall = isPublic && cohort.members() < FEWEST;
    row.add(isSmall ? WITHHELD : Cell.of(cohort.members()));
    LocalDate week = weeks.from();
    for (int since = 0; week.isBefore(weeks.to()); since++, week = week.plusWeeks(1)) {
      LocalDate at = cohort.week().plusWeeks(since);
      if (!at.isBefore(weeks.to())) {
        row.add(Cell.NONE);
      } else if (at.isBefore(open)) {
        row.add(Cell.NOT_AVAILABLE);
      } else if (!complete.contains(at)) {
        row.add(new Cell.Absent("incomplete"));
      } else {
        row.add(active(cohort, since, isPublic, isShare));
      }
    }
    return row;
  }

  /** Who of a cohort was active so many weeks later; of the public's, nobody of too few. */
  private static Cell active(Cohort cohort, int since, boolean isPublic, boolean isShare) {
    long active = cohort.active().getOrDefault(since, 0L);
    boolean tells =
        cohort.members() < FEWEST || active < FEWEST || cohort.members() - active < FEWEST;
    if (isPublic && tells) {
      return WITHHELD;
    }
    return isShare ? Answer.percent(active, cohort.members()) : Cell.of(active);
  }

  private static List<Cohort> read(QueryRequest request, TableReader tables, DayRange weeks) {
    Column joinWeek = date_trunc("WEEK", col("first_joined_at")).cast("date");
    Dataset<Row> joined = tables
        .table(Facts.MEMBERS)
        .where(col("guild_id")
            .equalTo(lit(request.guildId()))
            .and(not(col("is_bot")))
            .and(col("first_joined_at").isNotNull()))
        .select(col("member_key"), joinWeek.as("cohort_week"))
        .where(
            col("cohort_week").geq(lit(weeks.from())).and(col("cohort_week").lt(lit(weeks.to()))));
    Map<LocalDate, Cohort> cohorts = new TreeMap<>();
    for (Row row :
        joined.groupBy(col("cohort_week").cast("string")).agg(count(lit(1))).collectAsList()) {
      LocalDate week = LocalDate.parse(row.getString(0));
      cohorts.put(week, new Cohort(week, row.getLong(1), new TreeMap<>()));
    }
    Dataset<Row> active = tables
        .table(MEMBER_WEEKLY, weeks)
        .where(col("guild_id").equalTo(lit(request.guildId())))
        .where(expr(Metrics.ACTIVE_ANY))
        .select(col("member_key"), col("period_start_date"));
    for (Row row : joined
        .join(active, "member_key")
        .withColumn("since", expr("cast(datediff(period_start_date, cohort_week) / 7 as int)"))
        .where(col("since").geq(0))
        .groupBy(col("cohort_week").cast("string"), col("since"))
        .agg(count(lit(1)))
        .collectAsList()) {
      Cohort cohort = cohorts.get(LocalDate.parse(row.getString(0)));
      if (cohort != null) {
        cohort.active().put(row.getInt(1), row.getLong(2));
      }
    }
    return List.copyOf(cohorts.values());
  }
}

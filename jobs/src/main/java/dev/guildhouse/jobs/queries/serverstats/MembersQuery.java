package dev.guildhouse.jobs.queries.serverstats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

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
import dev.guildhouse.jobs.reports.numbers.GuildPeriod;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The members who were active, fell silent, came or left. */
final class MembersQuery implements Query {
  private static final Set<String> ACTIVITY = Set.of("messages", "reactions", "voice");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final List<ReportColumn> ACTIVE_COLUMNS = List.of(
      ReportColumn.of("Member", Format.TEXT),
      ReportColumn.of("Active days", Format.COUNT),
      ReportColumn.of("Messages", Format.COUNT),
      ReportColumn.of("Reactions given", Format.COUNT),
      ReportColumn.of("Voice hours", Format.DECIMAL),
      ReportColumn.of("Threads created", Format.COUNT),
      ReportColumn.of("Last active", Format.DAY));

  @Override
  public String name() {
    return "serverstats members";
  }

  @Override
  public String doc() {
    return "Members who were active, inactive, new or leaving, or wrote most, with the active ratio.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.choice(
        "category", "Which members.", "active", "inactive", "new", "leaving", "top"));
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Headline headline = Headline.read(request.report(), tables);
    Answer answer = Answer.to(this, request, "Members")
        .headlines(
            headline,
            of -> List.of(
                of.unique("Active members", Metrics.ACTIVE_MEMBERS, ACTIVITY),
                of.derived("Active ratio %", Format.DECIMAL, MembersQuery::ratio, ACTIVITY),
                of.sum("Joins", Metrics.JOINS, Set.of("members")),
                of.sum("Leaves", Metrics.LEAVES, Set.of("members")),
                of.level("Members at the end", Metrics.MEMBERS_TOTAL)))
        .where("Active members", Metrics.ACTIVE_MEMBERS)
        .where("Active ratio %", "Active members / (members at the end − bots).");
    Optional<String> broken = MemberLinks.broken(request.report(), tables, request.period());
    MemberLinks.broken(request.report(), tables, request.period().previous())
        .ifPresent(answer::note);
    if (broken.isPresent()) {
      return answer.note(broken.get()).content(tables);
    }
    return answer
        .with(table(request, tables))
        .note("Members stand under the pseudonyms of "
            + YearMonth.from(request.period().from()) + ".")
        .content(tables);
  }

  private static ReportTable table(QueryRequest request, TableReader tables) {
    return switch (request.arguments().required("category")) {
      case "inactive" -> inactive(request, tables);
      case "new" -> moved(request, tables, "joined");
      case "leaving" -> moved(request, tables, "left");
      case "top" ->
        active(
            request,
            tables,
            "Top members",
            col("messages").desc(),
            col("voice_seconds").desc());
      default ->
        active(
            request,
            tables,
            "Active members",
            col("active_days").desc(),
            col("messages").desc());
    };
  }

  private static Optional<BigDecimal> ratio(GuildPeriod period) {
    Optional<BigDecimal> active = period.unique(Metrics.ACTIVE_MEMBERS);
    Optional<BigDecimal> people = period
        .level(Metrics.MEMBERS_TOTAL)
        .flatMap(all -> period.level(Metrics.MEMBERS_BOTS).map(all::subtract))
        .filter(some -> some.signum() > 0);
    return active.flatMap(
        some -> people.map(all -> some.multiply(HUNDRED).divide(all, 2, RoundingMode.HALF_UP)));
  }

  private static ReportTable active(
      QueryRequest request, TableReader tables, String name, Column first, Column second) {
    List<List<Cell>> rows = tables
        .table(Rollups.of(Entity.MEMBER, Period.DAY), request.period())
        .where(col("guild_id").equalTo(request.guildId()).and(expr("member_key <> 0")))
        .groupBy("member_key")
        .agg(
            expr("count_if(" + Metrics.ACTIVE_ANY + ")").as("active_days"),
            sum("messages").as("messages"),
            sum("reactions_given").as("reactions_given"),
            sum("voice_seconds").as("voice_seconds"),
            sum("threads_created").as("threads_created"),
            max(expr("IF(" + Metrics.ACTIVE_ANY + ", period_start_date, NULL)"))
                .cast("string")
                .as("last_day"))
        .where("active_days > 0")
        .orderBy(first, second, col("member_key"))
        .collectAsList()
        .stream()
        .map(row -> List.of(
            member(request, row),
            Cell.of(row.<Long>getAs("active_days")),
            Cell.of(row.<Long>getAs("messages")),
            Cell.of(row.<Long>getAs("reactions_given")),
            VoiceHours.of(row.<Long>getAs("voice_seconds")),
            Cell.of(row.<Long>getAs("threads_created")),
            day(row, "last_day")))
        .toList();
    return new ReportTable(
        name, "Every member with any activity in the period.", ACTIVE_COLUMNS, rows, null);
  }

  /** Members once active and not in the period, unless they have left since. */
  private static ReportTable inactive(QueryRequest request, TableReader tables) {
    Column from = lit(request.period().from().toString()).cast("date");
    Column to = lit(request.period().to().toString()).cast("date");
    Dataset<Row> gone = lastChanges(request, tables).where("change = 'left'");
    Dataset<Row> active = tables
        .table(Rollups.of(Entity.MEMBER, Period.DAY), request.period())
        .where(col("guild_id").equalTo(request.guildId()).and(expr(Metrics.ACTIVE_ANY)))
        .select("member_key")
        .distinct();
    List<List<Cell>> rows = tables
        .table(Marts.MEMBER_STATE)
        .where(col("guild_id")
            .equalTo(request.guildId())
            .and(col("first_active_date").lt(from)))
        .join(active, new String[] {"member_key"}, "left_anti")
        .join(gone, new String[] {"member_key"}, "left_anti")
        // Whoever came back after the period was silent in it all the same.
        .withColumn(
            "last_before",
            expr("IF(last_active_date < DATE'" + request.period().from()
                + "', last_active_date, NULL)"))
        .where(col("first_active_date").lt(to))
        .orderBy(col("last_before").desc_nulls_last(), col("member_key"))
        .selectExpr(
            "member_key",
            "CAST(first_active_date AS STRING) AS first_day",
            "CAST(last_before AS STRING) AS last_day")
        .collectAsList()
        .stream()
        .map(row -> List.of(
            member(request, row),
            day(row, "first_day"),
            day(row, "last_day"),
            idle(row, request.period().to())))
        .toList();
    return new ReportTable(
        "Inactive members",
        "Members active before the period, not in it, and not known to have left. The last day is"
            + " empty for those who were active again after the period.",
        List.of(
            ReportColumn.of("Member", Format.TEXT),
            ReportColumn.of("First active", Format.DAY),
            ReportColumn.of("Last active", Format.DAY),
            ReportColumn.of("Idle days", Format.COUNT)),
        rows,
        null);
  }

  private static Cell idle(Row row, LocalDate end) {
    String last = row.getAs("last_day");
    return last == null
        ? Cell.NONE
        : Cell.of(ChronoUnit.DAYS.between(LocalDate.parse(last), end) - 1);
  }

  /** The last join or leave of each member before the end of the period. */
  private static Dataset<Row> lastChanges(QueryRequest request, TableReader tables) {
    return tables
        .table(Facts.MEMBERSHIPS, new DayRange(LocalDate.EPOCH, request.period().to()))
        .where(col("guild_id").equalTo(request.guildId()).and(expr("is_counted")))
        .groupBy("member_key")
        .agg(expr("max_by(change, changed_at)").as("change"));
  }

  /** Members who joined, or left, in the period; each once, at the last time. */
  private static ReportTable moved(QueryRequest request, TableReader tables, String change) {
    boolean isJoin = change.equals("joined");
    Dataset<Row> moves = tables
        .table(Facts.MEMBERSHIPS, new DayRange(LocalDate.EPOCH, request.period().to()))
        .where(
            col("guild_id").equalTo(request.guildId()).and(expr("is_counted AND member_key <> 0")));
    Dataset<Row> moved = moves
        .where(col("change").equalTo(change))
        .where(col("changed_date").geq(lit(request.period().from().toString()).cast("date")))
        .groupBy("member_key")
        .agg(max("changed_at").as("moved_at"));
    Dataset<Row> others = moves
        .join(moved, "member_key")
        .where(
            isJoin
                ? expr("change = 'left' AND changed_at > moved_at")
                : expr("change = 'joined' AND changed_at <= moved_at"))
        .groupBy("member_key")
        .agg((isJoin ? min("changed_at") : max("changed_at")).as("other_at"));
    Dataset<Row> written = tables
        .table(Rollups.of(Entity.MEMBER, Period.DAY), request.period())
        .where(col("guild_id").equalTo(request.guildId()))
        .groupBy("member_key")
        .agg(sum("messages").as("messages"));
    List<List<Cell>> rows = moved
        .join(others, new String[] {"member_key"}, "left")
        .join(written, new String[] {"member_key"}, "left")
        .orderBy(col("moved_at").desc(), col("member_key"))
        .selectExpr(
            "member_key",
            "CAST(to_date(moved_at) AS STRING) AS moved_day",
            "CAST(to_date(other_at) AS STRING) AS other_day",
            "datediff(moved_at, other_at) AS tenure",
            "coalesce(messages, 0L) AS messages")
        .collectAsList()
        .stream()
        .map(row -> moved(request, row, isJoin))
        .toList();
    return new ReportTable(
        isJoin ? "New members" : "Leaving members",
        isJoin
            ? "Members who joined in the period, and whether they left again before its end."
            : "Members who left in the period; the join is empty where nobody saw it.",
        List.of(
            ReportColumn.of("Member", Format.TEXT),
            ReportColumn.of(isJoin ? "Joined" : "Left", Format.DAY),
            ReportColumn.of(isJoin ? "Left again" : "Joined", Format.DAY),
            ReportColumn.of("Tenure days", Format.COUNT),
            ReportColumn.of("Messages in the period", Format.COUNT)),
        rows,
        null);
  }

  private static List<Cell> moved(QueryRequest request, Row row, boolean isJoin) {
    Integer between = row.getAs("tenure");
    return List.of(
        member(request, row),
        day(row, "moved_day"),
        day(row, "other_day"),
        between == null ? Cell.NONE : Cell.of((long) (isJoin ? -between : between)),
        Cell.of(row.<Long>getAs("messages")));
  }

  private static Cell member(QueryRequest request, Row row) {
    return Cell.of(request
        .report()
        .pseudonyms()
        .of(
            request.guildId(),
            YearMonth.from(request.period().from()),
            row.<Long>getAs("member_key")));
  }

  private static Cell day(Row row, String column) {
    String day = row.<@Nullable String>getAs(column);
    return day == null ? Cell.NONE : Cell.of(LocalDate.parse(day));
  }
}

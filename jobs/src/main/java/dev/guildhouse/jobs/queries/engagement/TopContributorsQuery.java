package dev.guildhouse.jobs.queries.engagement;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.queries.support.AcceptedAnswers;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Members by posts, replies and accepted answers. */
final class TopContributorsQuery implements Query {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Rank", Format.COUNT),
      ReportColumn.of("Member", Format.TEXT),
      ReportColumn.of("Trust Level", Format.TEXT),
      ReportColumn.of("Posts", Format.COUNT),
      ReportColumn.of("Replies", Format.COUNT),
      ReportColumn.of("Accepted Answers", Format.COUNT),
      ReportColumn.of("Contributions", Format.COUNT));

  @Override
  public String name() {
    return "engagement top-contributors";
  }

  @Override
  public String doc() {
    return "Members by posts, replies and accepted answers, with their trust level.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer answer = Answer.to(this, request, "Top contributors");
    DayRange period = request.period();
    Optional<String> broken = MemberLinks.broken(request.report(), tables, period);
    Optional<String> sealed = MemberLinks.sealed(request.report(), tables, period);
    List<List<Cell>> rows = broken.isPresent() ? List.of() : rows(request, tables, sealed);
    broken.ifPresent(answer::note);
    sealed.ifPresent(answer::note);
    return answer
        .with(new ReportTable(
            "Top contributors",
            "Every member who contributed, under the pseudonyms of " + YearMonth.from(period.from())
                + ".",
            COLUMNS,
            rows,
            null))
        .where("Posts", Metrics.POSTS)
        .where("Replies", Metrics.REPLIES)
        .where(
            "Accepted Answers",
            "Of threads solved in the period, the latest message of another member that the owner"
                + " had marked before.")
        .where("Contributions", "Posts, replies and accepted answers.")
        .where("Trust Level", TrustLevels.MEANING)
        .content(tables);
  }

  private static List<List<Cell>> rows(
      QueryRequest request, TableReader tables, Optional<String> sealed) {
    long guild = request.guildId();
    DayRange period = request.period();
    Dataset<Row> written = tables
        .table(MEMBER_DAILY, period)
        .where(col("guild_id").equalTo(guild).and(col("member_key").notEqual(MemberKeys.UNKNOWN)))
        .groupBy("member_key")
        .agg(total(Metrics.POSTS), total(Metrics.REPLIES));
    Dataset<Row> contributions = sealed.isPresent()
        ? written.withColumn("answers", lit(0L))
        : written.join(
            AcceptedAnswers.read(
                    request.report(),
                    tables,
                    period,
                    request.settings().support().acceptedEmoji())
                .groupBy("member_key")
                .agg(count(lit(1)).as("answers")),
            new String[] {"member_key"},
            "full");
    TrustLevels levels = TrustLevels.read(tables, guild, period.to());
    YearMonth month = YearMonth.from(period.from());
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : contributions
        .select(
            col("member_key"),
            number("posts").as("posts"),
            number("replies").as("replies"),
            number("answers").as("answers"))
        .withColumn("all", col("posts").plus(col("replies")).plus(col("answers")))
        .where(col("all").gt(0))
        .orderBy(col("all").desc(), col("answers").desc(), col("replies").desc(), col("member_key"))
        .collectAsList()) {
      long member = row.getLong(0);
      rows.add(List.of(
          Cell.of(rows.size() + 1),
          Cell.of(request.report().pseudonyms().of(guild, month, member)),
          levels.of(member),
          Cell.of(row.getLong(1)),
          Cell.of(row.getLong(2)),
          sealed.isPresent() ? new Cell.Absent("not available") : Cell.of(row.getLong(3)),
          Cell.of(row.getLong(4))));
    }
    return rows;
  }

  private static Column total(Metric.Sum metric) {
    return sum(metric.name()).as(metric.name());
  }

  private static Column number(String column) {
    return coalesce(col(column), lit(0L));
  }
}

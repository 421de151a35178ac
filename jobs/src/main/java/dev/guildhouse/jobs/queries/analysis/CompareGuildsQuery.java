package dev.guildhouse.jobs.queries.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The guilds of one organization beside each other. Only operators see more than one guild. */
final class CompareGuildsQuery implements Query {
  @Override
  public String name() {
    return "organization compare";
  }

  @Override
  public String doc() {
    return "The guilds of the organization that a guild belongs to, beside each other.";
  }

  @Override
  public Access access() {
    return Access.OPERATORS;
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Dataset<Row> days = tables.table(Rollups.of(Entity.GUILD, Period.DAY), request.period());
    long organization = organization(request, days);
    List<List<Cell>> rows = days
        .where(col("organization_id").equalTo(organization))
        .groupBy("guild_id")
        .agg(
            sum("messages").as("messages"),
            sum("voice_seconds").as("voice_seconds"),
            sum("reactions_given").as("reactions_given"),
            sum("joins").as("joins"),
            sum("leaves").as("leaves"),
            expr("max_by(members_total, period_start_date) FILTER (WHERE members_total IS NOT"
                    + " NULL)")
                .as("members"),
            expr("CAST(sum(messages_coverage) AS DECIMAL(28,6))").as("watched"))
        .join(rolling(request, tables), new String[] {"guild_id"}, "left")
        .orderBy(col("messages").desc(), col("guild_id"))
        .collectAsList()
        .stream()
        .map(row -> row(request, row))
        .toList();
    return Answer.to(this, request, "Guilds of organization " + organization)
        .with(new ReportTable(
            "Guilds",
            "Every guild of the organization with anything in the period.",
            List.of(
                ReportColumn.of("Guild", Format.TEXT),
                ReportColumn.of("Members", Format.COUNT),
                ReportColumn.of("Monthly active", Format.COUNT),
                ReportColumn.of("Weekly active", Format.COUNT),
                ReportColumn.of("Messages", Format.COUNT),
                ReportColumn.of("Voice hours", Format.DECIMAL),
                ReportColumn.of("Reactions", Format.COUNT),
                ReportColumn.of("Joins", Format.COUNT),
                ReportColumn.of("Leaves", Format.COUNT),
                ReportColumn.of("Messages watched %", Format.DECIMAL)),
            rows,
            null))
        .where(
            "Monthly active",
            "Members with any activity in the 30 days to the last day of the"
                + " period; not known where the guild's privacy mode cuts them.")
        .note("A member of two guilds counts in both: their keys differ, so that nobody can be"
            + " followed from one to the other.")
        .content(tables);
  }

  private static long organization(QueryRequest request, Dataset<Row> days) {
    Long organization = days.where(col("guild_id").equalTo(request.guildId()))
        .agg(max("organization_id"))
        .first()
        .getAs(0);
    if (organization == null || organization == 0) {
      throw WarehouseException.usage(
          "compare the guilds of an organization",
          "guild " + request.guildId() + " belongs to none, or has nothing in " + request.period(),
          "Name its organization in the configuration, under organizations.");
    }
    return organization;
  }

  private static Dataset<Row> rolling(QueryRequest request, TableReader tables) {
    return tables
        .table(Marts.GUILD_ROLLING, request.period())
        .where("as_of_date = DATE'" + request.period().to().minusDays(1) + "'")
        .select("guild_id", "weekly_active_members", "monthly_active_members");
  }

  private static List<Cell> row(QueryRequest request, Row row) {
    Coverage coverage = new Coverage(
        row.isNullAt(row.fieldIndex("watched"))
            ? BigDecimal.ZERO
            : row.<BigDecimal>getAs("watched"),
        BigDecimal.valueOf(request.period().length()));
    return List.of(
        Cell.of(Long.toString(row.<Long>getAs("guild_id"))),
        known(row, "members"),
        known(row, "monthly_active_members"),
        known(row, "weekly_active_members"),
        Cell.of(row.<Long>getAs("messages")),
        VoiceHours.of(row.<Long>getAs("voice_seconds")),
        Cell.of(row.<Long>getAs("reactions_given")),
        Cell.of(row.<Long>getAs("joins")),
        Cell.of(row.<Long>getAs("leaves")),
        coverage.percent());
  }

  private static Cell known(Row row, String column) {
    Long number = row.<@Nullable Long>getAs(column);
    return number == null ? new Cell.Absent("not known") : Cell.of(number);
  }
}

package dev.guildhouse.jobs.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelCoverage;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * The members with most messages in a period, ties by voice, reactions and key. They stand in it
 * under the export pseudonyms of the month in which the period starts.
 */
public final class MemberTable {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final int ROWS = 50;
  private static final int DIGEST_ROWS = 5;
  private static final String ACTIVE_DAYS = "active_days";

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Rank", Format.COUNT),
      ReportColumn.of("Member", Format.TEXT),
      ReportColumn.of("Messages", Format.COUNT),
      ReportColumn.of("Replies", Format.COUNT),
      ReportColumn.of("Reactions given", Format.COUNT),
      ReportColumn.of("Reactions received", Format.COUNT),
      ReportColumn.of("Voice hours", Format.DECIMAL),
      ReportColumn.of("Active days", Format.COUNT));

  private MemberTable() {}

  public static ReportTable read(ReportRequest request, TableReader tables) {
    return request
        .whyNoMembers(tables.sealed())
        .map(why -> table("Not available: " + why + ".", List.of()))
        .orElseGet(() -> members(request, tables));
  }

  private static ReportTable members(ReportRequest request, TableReader tables) {
    List<Row> found = tables
        .table(MEMBER_DAILY, request.period())
        .where(col("guild_id")
            .equalTo(request.guildId())
            .and(col("member_key").notEqual(MemberKeys.UNKNOWN)))
        .groupBy("member_key")
        .agg(
            expr("count_if(" + Metrics.ACTIVE_ANY + ")").as(ACTIVE_DAYS),
            total(Metrics.MESSAGES),
            total(Metrics.REPLIES),
            total(Metrics.REACTIONS_GIVEN),
            total(Metrics.REACTIONS_RECEIVED),
            total(Metrics.VOICE_SECONDS))
        .where(col(ACTIVE_DAYS).gt(0))
        .orderBy(
            col(Metrics.MESSAGES.name()).desc(),
            col(Metrics.VOICE_SECONDS.name()).desc(),
            col(Metrics.REACTIONS_GIVEN.name()).desc(),
            col("member_key"))
        .limit(ROWS)
        .collectAsList();
    ChannelCoverage coverage = ChannelCoverage.read(tables, request.guildId(), request.period());
    YearMonth month = YearMonth.from(request.period().from());
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : found) {
      rows.add(List.of(
          Cell.of(rows.size() + 1),
          Cell.of(request.pseudonyms().of(request.guildId(), month, row.<Long>getAs("member_key"))),
          count(row, Metrics.MESSAGES.name()),
          count(row, Metrics.REPLIES.name()),
          reactions(row, Metrics.REACTIONS_GIVEN, coverage),
          reactions(row, Metrics.REACTIONS_RECEIVED, coverage),
          voice(row, coverage),
          count(row, ACTIVE_DAYS)));
    }
    return table(
        "The members with most messages, at most " + ROWS + ", under the pseudonyms of " + month
            + ".",
        rows);
  }

  private static ReportTable table(String description, List<List<Cell>> rows) {
    return new ReportTable(
        "Members",
        description,
        COLUMNS,
        rows,
        new ReportTable.Digest(
            "Top members", List.of("Member", "Messages", "Reactions received"), DIGEST_ROWS));
  }

  private static Column total(Metric.Sum metric) {
    return sum(metric.name()).as(metric.name());
  }

  private static Cell reactions(Row row, Metric metric, ChannelCoverage coverage) {
    long reactions = row.<Long>getAs(metric.name());
    return coverage.seenAnywhere("reactions", reactions, Cell.of(reactions));
  }

  private static Cell voice(Row row, ChannelCoverage coverage) {
    long seconds = row.<Long>getAs(Metrics.VOICE_SECONDS.name());
    return coverage.seenAnywhere("voice", seconds, VoiceHours.of(seconds));
  }

  private static Cell count(Row row, String column) {
    return Cell.of(row.<Long>getAs(column));
  }
}

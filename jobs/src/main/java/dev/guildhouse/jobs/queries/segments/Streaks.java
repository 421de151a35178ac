package dev.guildhouse.jobs.queries.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.tables.Marts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Whose streaks are alive, the longest first. */
final class Streaks implements Query {
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Member", Format.TEXT),
      ReportColumn.of("Streak days", Format.COUNT),
      ReportColumn.of("Last active", Format.DAY),
      ReportColumn.of("First active", Format.DAY));

  @Override
  public String name() {
    return "streaks";
  }

  @Override
  public String doc() {
    return "Members whose streak is alive: active on consecutive days up to the last one folded.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer.requireLinkable(this, request);
    List<List<Cell>> rows = new ArrayList<>();
    String asOf = "";
    for (Row row : tables
        .table(Marts.MEMBER_STATE)
        .where(col("guild_id")
            .equalTo(lit(request.guildId()))
            .and(col("streak_days").gt(0))
            .and(col("member_key").notEqual(0)))
        .withColumn("first", col("first_active_date").cast("string"))
        .withColumn("last", col("last_active_date").cast("string"))
        .withColumn("as_of", col("as_of_date").cast("string"))
        .orderBy(col("streak_days").desc(), col("member_key"))
        .collectAsList()) {
      asOf = row.getAs("as_of");
      rows.add(List.of(
          Answer.member(request, row.<Long>getAs("member_key")),
          Cell.of(row.<Integer>getAs("streak_days")),
          Cell.of(LocalDate.parse(row.<String>getAs("last"))),
          Cell.of(LocalDate.parse(row.<String>getAs("first")))));
    }
    Answer answer = Answer.to(this, request, "Streaks")
        .figure("Streaks alive", Format.COUNT, Cell.of(rows.size()))
        .table("Streaks", "The longest first.", COLUMNS, rows)
        .where(
            "Streak",
            "Consecutive days with any activity; a day watched for less than half neither breaks"
                + " nor counts.");
    LocalDate open = tables.sealed().openFrom(request.guildId());
    if (!open.equals(LocalDate.MIN)) {
      answer.note("Streaks begin on " + open + " or later: what was before is sealed.");
    }
    return asOf.isEmpty()
        ? answer.content()
        : answer
            .note("As of the end of " + asOf + "; today's activity carries a streak on.")
            .content();
  }
}

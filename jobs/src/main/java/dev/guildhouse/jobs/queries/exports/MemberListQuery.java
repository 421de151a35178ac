package dev.guildhouse.jobs.queries.exports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.queries.segments.Nights;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Every member who was present at the last night of the days, and no bot: what they did in the days,
 * since when they are there, and where they stand. One row per member, most active first.
 */
final class MemberListQuery implements Query {
  private static final List<String> SUMS = List.of(
      "reward_amount", "messages", "reactions_given", "reactions_received", "voice_seconds");

  /** The flags of the night, by the names of their columns. */
  private static final List<String> FLAGS = SegmentTables.MEMBER_SEGMENTS.columnNames().stream()
      .filter(column -> column.startsWith("is_"))
      .toList();

  private static final List<ReportColumn> COLUMNS = Stream.concat(
          Stream.of(
              ReportColumn.of("Member", Format.TEXT),
              ReportColumn.of("Joined", Format.DAY),
              ReportColumn.of("Last active", Format.DAY),
              ReportColumn.of("Rewards RSNC", Format.DECIMAL),
              ReportColumn.of("Messages", Format.COUNT),
              ReportColumn.of("Voice hours", Format.DECIMAL),
              ReportColumn.of("Reactions given", Format.COUNT),
              ReportColumn.of("Reactions received", Format.COUNT),
              ReportColumn.of("Streak days", Format.COUNT),
              ReportColumn.of("Score", Format.DECIMAL),
              ReportColumn.of("Segment", Format.TEXT)),
          FLAGS.stream().map(flag -> ReportColumn.of(header(flag), Format.TEXT)))
      .toList();

  private static String header(String flag) {
    String words = flag.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  @Override
  public String name() {
    return "export users";
  }

  @Override
  public String doc() {
    return "Members: joined, last active, rewards, messages, voice, reactions, streak, score, segment"
        + " and flags.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer.requireLinkable(this, request);
    request.report().whyNoMembers(tables.sealed()).ifPresent(why -> {
      throw WarehouseException.waiting(
          "answer " + name() + " for " + request.period(),
          "NOT_AVAILABLE: " + why,
          "Days from " + tables.sealed().openFrom(request.guildId()) + " on are open.");
    });
    LocalDate night = Nights.last(this, request, tables);
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : rows(request, tables, night).collectAsList()) {
      rows.add(cells(request, row, night));
    }
    return Answer.to(this, request, "Members")
        .figure("Members", Format.COUNT, Cell.of(rows.size()))
        .table(
            "Users",
            "Present at the end of " + night + ", highest score first; sums are of "
                + request.period() + ".",
            COLUMNS,
            rows)
        .note("Joined is empty where nobody saw it. Streaks are as of the last day folded.")
        .note("For moderators: it tells of single members, under pseudonyms that change every"
            + " month.")
        .content();
  }

  private static Dataset<Row> rows(QueryRequest request, TableReader tables, LocalDate night) {
    Dataset<Row> sums = ofGuild(
            request, tables.table(Rollups.of(Entity.MEMBER, Period.DAY), request.period()))
        .groupBy("member_key")
        .agg(
            sum(SUMS.get(0)).as(SUMS.get(0)),
            SUMS.stream()
                .skip(1)
                .map(column -> sum(column).as(column))
                .toArray(org.apache.spark.sql.Column[]::new));
    Dataset<Row> joins = ofGuild(request, tables.table(Facts.MEMBERS))
        .selectExpr("member_key", "CAST(to_date(joined_at) AS STRING) AS joined_day");
    Dataset<Row> states =
        ofGuild(request, tables.table(Marts.MEMBER_STATE)).select("member_key", "streak_days");
    return ofGuild(request, tables.table(SegmentTables.MEMBER_SEGMENTS, DayRange.of(night)))
        .join(sums, new String[] {"member_key"}, "left")
        .join(joins, new String[] {"member_key"}, "left")
        .join(states, new String[] {"member_key"}, "left")
        .orderBy(col("activity_score").desc(), col("member_key"));
  }

  private static Dataset<Row> ofGuild(QueryRequest request, Dataset<Row> table) {
    return table.where(col("guild_id").equalTo(lit(request.guildId())));
  }

  private static List<Cell> cells(QueryRequest request, Row row, LocalDate night) {
    @Nullable String joined = row.getAs("joined_day");
    @Nullable Integer idle = row.getAs("idle_days");
    @Nullable Integer streak = row.getAs("streak_days");
    @Nullable BigDecimal rewards = row.getAs("reward_amount");
    List<Cell> cells = new ArrayList<>(List.of(
        Answer.member(request, row.<Long>getAs("member_key")),
        joined == null ? Cell.NONE : Cell.of(LocalDate.parse(joined)),
        idle == null ? Cell.NONE : Cell.of(night.minusDays(idle)),
        Answer.decimal(Objects.requireNonNullElse(rewards, BigDecimal.ZERO)),
        Cell.of(count(row, "messages")),
        VoiceHours.of(count(row, "voice_seconds")),
        Cell.of(count(row, "reactions_given")),
        Cell.of(count(row, "reactions_received")),
        Cell.of(streak == null ? 0 : streak),
        Answer.decimal(BigDecimal.valueOf(row.<Double>getAs("activity_score"))),
        Cell.of(row.<String>getAs("segment"))));
    for (String flag : FLAGS) {
      @Nullable Boolean holds = row.getAs(flag);
      cells.add(holds == null ? Cell.NOT_WATCHED : Cell.of(holds ? "yes" : "no"));
    }
    return cells;
  }

  /** Of whoever did nothing in the days there is no row to sum. */
  private static long count(Row row, String column) {
    @Nullable Long count = row.getAs(column);
    return count == null ? 0 : count;
  }
}

package dev.guildhouse.jobs.queries.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.marts.segments.Segment;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Every present member with segment, score and reward: the export of users. */
final class SegmentsMembers implements Query {
  private static final String SEGMENT = "segment";
  private static final String ALL = "all";
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Member", Format.TEXT),
      ReportColumn.of("Segment", Format.TEXT),
      ReportColumn.of("Rules met", Format.TEXT),
      ReportColumn.of("Score", Format.DECIMAL),
      ReportColumn.of("Idle days", Format.COUNT),
      ReportColumn.of("Rewards RSNC", Format.DECIMAL));

  @Override
  public String name() {
    return "segments members";
  }

  @Override
  public String doc() {
    return "Every present member with segment, activity score, idle days and rewards of the days.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.choice(
        SEGMENT,
        "Only the members of one segment.",
        Stream.concat(Stream.of(ALL), Arrays.stream(Segment.values()).map(Segment::text))
            .toArray(String[]::new)));
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer.requireLinkable(this, request);
    LocalDate night = Nights.last(this, request, tables);
    String segment = request.arguments().required(SEGMENT);
    Dataset<Row> rewards = tables
        .table(Rollups.of(Entity.MEMBER, Period.DAY), request.period())
        .where(col("guild_id").equalTo(lit(request.guildId())))
        .groupBy("member_key")
        .agg(sum("reward_amount").as("rewards"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : tables
        .table(SegmentTables.MEMBER_SEGMENTS, DayRange.of(night))
        .where(col("guild_id").equalTo(lit(request.guildId())))
        .where(segment.equals(ALL) ? lit(true) : col("segment").equalTo(segment))
        .join(rewards, "member_key", "left")
        .orderBy(col("activity_score").desc(), col("member_key"))
        .collectAsList()) {
      @Nullable Integer idle = row.getAs("idle_days");
      @Nullable BigDecimal earned = row.getAs("rewards");
      rows.add(List.of(
          Answer.member(request, row.<Long>getAs("member_key")),
          Cell.of(row.<String>getAs("segment")),
          Cell.of(rules(row)),
          Answer.decimal(BigDecimal.valueOf(row.<Double>getAs("activity_score"))),
          idle == null ? new Cell.Absent("never active") : Cell.of(idle),
          Answer.decimal(earned == null ? BigDecimal.ZERO : earned)));
    }
    return Answer.to(this, request, "Members and their segments")
        .figure("Members", Format.COUNT, Cell.of(rows.size()))
        .table(
            "Members",
            "At the end of " + night + ", highest score first; rewards of " + request.period()
                + ".",
            COLUMNS,
            rows)
        .where(
            "Score",
            "0 to 100: weighted midrank percentile of 30 days among the active, halved every "
                + request.settings().score().halfLifeDays() + " idle days.")
        .note("For moderators: it tells of single members, under pseudonyms that change every"
            + " month.")
        .content();
  }

  private static String rules(Row row) {
    List<String> rules = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      segment.flag().ifPresent(flag -> {
        @Nullable Boolean holds = row.getAs(flag);
        if (Boolean.TRUE.equals(holds)) {
          rules.add(segment.text());
        }
      });
    }
    return String.join(", ", rules);
  }
}

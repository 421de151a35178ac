package dev.guildhouse.jobs.queries.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.marts.segments.Segment;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.numbers.Growth;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** How many members each segment has, how that changed in a week, and what to do about it. */
final class SegmentsList implements Query {
  private static final int WEEK = 7;
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Segment", Format.TEXT),
      ReportColumn.of("Members", Format.COUNT),
      ReportColumn.of("Share %", Format.DECIMAL),
      ReportColumn.of("7 days ago", Format.COUNT),
      ReportColumn.of("Change", Format.COUNT),
      ReportColumn.of("Change %", Format.CHANGE),
      ReportColumn.of("Meet the rule", Format.COUNT),
      ReportColumn.of("Suggested action", Format.TEXT));

  private record Count(long members, long flagged, long total) {}

  @Override
  public String name() {
    return "segments list";
  }

  @Override
  public String doc() {
    return "Segments of the present members with share, change to 7 days ago and suggested action.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer.requireLinkable(this, request);
    LocalDate night = Nights.last(this, request, tables);
    Map<String, Count> now = counts(request, tables, night);
    Map<String, Count> then = counts(request, tables, night.minusDays(WEEK));
    long total = now.values().stream().mapToLong(Count::total).max().orElse(0);
    List<List<Cell>> rows = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      Count count = now.getOrDefault(segment.text(), new Count(0, 0, 0));
      if (segment != Segment.UNKNOWN || count.members() > 0) {
        rows.add(row(request, segment, count, then, total));
      }
    }
    Answer answer = Answer.to(this, request, "Segments", DayRange.of(night))
        .figure("Members", Format.COUNT, Cell.of(total))
        .table(
            "Segments",
            "Present members that are no bots, at the end of " + night
                + ", each in the first segment that holds.",
            COLUMNS,
            rows);
    long before = members(then, Segment.AT_RISK);
    long after = members(now, Segment.AT_RISK);
    int percent = request.settings().segments().atRisk().alertPercent();
    if (!then.isEmpty() && AtRiskAlert.isRaised(before, after, percent)) {
      answer.note("Alert: at_risk rose from " + before + " to " + after
          + " in 7 days, by more than " + percent + " % and beyond chance. "
          + request.settings().segments().actions().getOrDefault("at_risk", ""));
    }
    for (Segment segment : Segment.values()) {
      answer.where(segment.text(), segment.rule());
    }
    answer.note("A snapshot of what was known that night; what came later changes later nights.");
    if (members(now, Segment.UNKNOWN) > 0) {
      answer.note("Less than 90 % of the days that decide about dormancy were watched, so whoever"
          + " was silent in them is not called dormant or at risk.");
    }
    return answer.content();
  }

  private static List<Cell> row(
      QueryRequest request, Segment segment, Count count, Map<String, Count> then, long total) {
    Count before = then.get(segment.text());
    return List.of(
        Cell.of(segment.text()),
        Cell.of(count.members()),
        Answer.percent(count.members(), total),
        before == null ? new Cell.Absent("not told") : Cell.of(before.members()),
        before == null ? Cell.NONE : Cell.of(count.members() - before.members()),
        before == null
            ? Cell.NONE
            : Growth.of(BigDecimal.valueOf(count.members()), BigDecimal.valueOf(before.members())),
        Cell.of(count.flagged()),
        Cell.of(request.settings().segments().actions().getOrDefault(segment.text(), "")));
  }

  private static long members(Map<String, Count> counts, Segment segment) {
    Count count = counts.get(segment.text());
    return count == null ? 0 : count.members();
  }

  private static Map<String, Count> counts(
      QueryRequest request, TableReader tables, LocalDate night) {
    Map<String, Count> counts = new TreeMap<>();
    for (Row row : tables
        .table(SegmentTables.SEGMENT_COUNTS, DayRange.of(night))
        .where(col("guild_id").equalTo(lit(request.guildId())))
        .collectAsList()) {
      counts.put(
          row.getAs("segment"),
          new Count(
              row.getAs("members"), row.getAs("flagged_members"), row.getAs("members_total")));
    }
    return counts;
  }
}

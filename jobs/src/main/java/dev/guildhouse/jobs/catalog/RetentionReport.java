package dev.guildhouse.jobs.catalog;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who stays: cohorts by week of joining, the lifecycle of members, segments and moves between. */
final class RetentionReport implements Report {
  private static final int SHOWN = 12;
  private static final String COHORTS = "Cohorts";
  private static final String LIFECYCLE = "Lifecycle";
  private static final String MOVES = "Moves";
  private static final String JOINED = "Joined in week of";
  private static final String MEMBERS = "Members";
  private static final String KEPT = "Next-week retention %";

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public String title() {
    return "Retention report";
  }

  @Override
  public String doc() {
    return "Cohorts by week of joining, lifecycle of members, segments and the moves between them.";
  }

  @Override
  public Period period() {
    return Period.WEEK;
  }

  @Override
  public ReportContent build(ReportRequest request, TableReader tables) {
    Draft draft = new Draft(this, request, tables);
    Optional<ReportTable> lifecycle =
        draft.ask("retention lifecycle").map(answer -> answer.table("Weeks"));
    Optional<ReportContent> cohorts = draft.ask("retention cohorts");
    Optional<ReportContent> segments = draft.ask("segments list", request.period(), Map.of());
    Optional<ReportContent> moves =
        draft.ask("segments moves", request.period(), Map.of("days", "7"));
    draft.with(kept(lifecycle));
    moves.map(ReportContent::figures).orElse(List.of()).forEach(draft::with);
    lifecycle.ifPresent(table -> draft
        .with(table
            .named(LIFECYCLE, table.caption())
            .inShort("Last weeks", SHOWN, "Week of", "Active", "New", "Lapsed", KEPT))
        .with(new Chart.Lines(
            "New, retained, resurrected and lapsed members by week",
            LIFECYCLE,
            "Week of",
            List.of("Retained", "New", "Resurrected", "Lapsed"))));
    cohorts.ifPresent(answer -> {
      ReportTable shares = answer
          .table("Shares")
          .named(COHORTS, "In percent of the members who" + " joined in the week.");
      draft
          .with(shares)
          .with(answer.table("Counts").named("Cohort counts", "The members themselves."))
          .with(new Chart.Triangle(
              "Share of members active by week since joining, in percent",
              COHORTS,
              JOINED,
              MEMBERS,
              shares.columns().stream()
                  .map(ReportColumn::header)
                  .filter(header -> header.startsWith("Week +"))
                  .toList()));
    });
    segments.ifPresent(answer -> draft.with(answer
        .table("Segments")
        .inShort("Segments", SHOWN, "Segment", "Members", "Share %", "Change")));
    moves.ifPresent(answer -> draft
        .with(answer.table(MOVES))
        .with(new Chart.Flow(
            "Members by segment, 7 days ago and now", MOVES, "From", "To", MEMBERS)));
    return draft.content();
  }

  /** Of the last week whose next week is over, beside the week before. */
  private static Figure kept(Optional<ReportTable> lifecycle) {
    List<List<Cell>> rows = lifecycle.map(ReportTable::rows).orElse(List.of());
    int last = rows.size() - 2;
    Cell unknown = lifecycle.isEmpty() ? Cell.NOT_AVAILABLE : Cell.NONE;
    return new Figure(
        KEPT,
        Format.DECIMAL,
        last >= 0 ? cell(lifecycle.orElseThrow(), last) : unknown,
        last >= 1 ? cell(lifecycle.orElseThrow(), last - 1) : unknown,
        Cell.NONE,
        Cell.NONE,
        Cell.NONE);
  }

  private static Cell cell(ReportTable lifecycle, int row) {
    return lifecycle.rows().get(row).get(lifecycle.place(KEPT));
  }
}

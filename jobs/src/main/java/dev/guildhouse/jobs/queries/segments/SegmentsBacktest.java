package dev.guildhouse.jobs.queries.segments;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.marts.segments.Segment;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.queries.segments.SegmentsMoves.Move;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.statistics.Binomial;
import dev.guildhouse.jobs.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether those called at risk became dormant, and whether others did as often. */
final class SegmentsBacktest implements Query {
  private static final int DAYS = 30;
  private static final Set<String> NOT_ACTIVE = Set.of(
      Segment.ABSENT,
      Segment.NEVER_ACTIVE.text(),
      Segment.DORMANT.text(),
      Segment.AT_RISK.text(),
      Segment.UNKNOWN.text());
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Night", Format.DAY),
      ReportColumn.of("Called at risk", Format.COUNT),
      ReportColumn.of("Now dormant", Format.COUNT),
      ReportColumn.of("Now gone", Format.COUNT),
      ReportColumn.of("Dormant %", Format.DECIMAL),
      ReportColumn.of("From %", Format.DECIMAL),
      ReportColumn.of("To %", Format.DECIMAL),
      ReportColumn.of("Other active", Format.COUNT),
      ReportColumn.of("Of them dormant", Format.COUNT),
      ReportColumn.of("Of them dormant %", Format.DECIMAL),
      ReportColumn.of("Lift", Format.DECIMAL));

  /** What became of two groups of members. */
  record Outcome(long called, long dormant, long gone, long others, long othersDormant) {
    static Outcome of(List<Move> moves) {
      return new Outcome(
          sum(moves, true, ""),
          sum(moves, true, Segment.DORMANT.text()),
          sum(moves, true, Segment.ABSENT),
          sum(moves, false, ""),
          sum(moves, false, Segment.DORMANT.text()));
    }

    private static long sum(List<Move> moves, boolean isCalled, String to) {
      return moves.stream()
          .filter(move -> isCalled
              ? move.from().equals(Segment.AT_RISK.text())
              : !NOT_ACTIVE.contains(move.from()))
          .filter(move -> to.isEmpty() || move.to().equals(to))
          .mapToLong(Move::members)
          .sum();
    }

    /** How much oftener than others those called became dormant. */
    Cell lift() {
      return called == 0 || othersDormant == 0
          ? Cell.NONE
          : Answer.decimal(BigDecimal.valueOf(dormant)
              .multiply(BigDecimal.valueOf(others))
              .divide(
                  BigDecimal.valueOf(called).multiply(BigDecimal.valueOf(othersDormant)),
                  MathContext.DECIMAL64));
    }

    List<Cell> row(LocalDate night) {
      Interval interval = Binomial.wilson(dormant, called);
      return List.of(
          Cell.of(night),
          Cell.of(called),
          Cell.of(dormant),
          Cell.of(gone),
          Answer.percent(dormant, called),
          called == 0 ? Cell.NONE : Answer.percent(interval.from()),
          called == 0 ? Cell.NONE : Answer.percent(interval.to()),
          Cell.of(others),
          Cell.of(othersDormant),
          Answer.percent(othersDormant, others),
          lift());
    }
  }

  @Override
  public String name() {
    return "segments backtest";
  }

  @Override
  public String doc() {
    return "How many of those called at risk 30 days ago are dormant now, beside others, with lift.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    Answer.requireLinkable(this, request);
    Map<LocalDate, List<Move>> nights = new TreeMap<>();
    for (Move move : Move.read(tables, request.guildId(), request.period(), DAYS)) {
      nights.computeIfAbsent(move.night(), night -> new ArrayList<>()).add(move);
    }
    List<List<Cell>> rows = new ArrayList<>();
    nights.forEach((night, moves) -> rows.add(Outcome.of(moves).row(night)));
    Answer answer = Answer.to(this, request, "Back-test of at_risk")
        .table(
            "Nights",
            "Each night looks at the segments of 30 days before; neighbouring nights look at nearly"
                + " the same members.",
            COLUMNS,
            rows)
        .where("From %, to %", "95 % interval of the share now dormant, after Wilson.")
        .where(
            "Other active",
            "Members who were active then by their segment: not never_active, dormant or at_risk.")
        .where("Lift", "Share dormant of those called, divided by the share of the others.");
    if (rows.isEmpty()) {
      answer.note("No night in these days has one 30 days before it that was told.");
    }
    return answer.content();
  }
}

package dev.guildhouse.jobs.queries.kpis;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.kpis.KpiMetric;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Where each target stands: its last period that was judged. */
final class KpiView implements Query {
  private static final int LONGEST_PERIOD_DAYS = 100;

  static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Target", Format.TEXT),
      ReportColumn.of("Rule", Format.TEXT),
      ReportColumn.of("Period", Format.TEXT),
      ReportColumn.of("From", Format.DAY),
      ReportColumn.of("Until", Format.DAY),
      ReportColumn.of("To reach", Format.DECIMAL),
      ReportColumn.of("Value", Format.DECIMAL),
      ReportColumn.of("Miss %", Format.CHANGE),
      ReportColumn.of("Worse in a row", Format.COUNT),
      ReportColumn.of("Watched %", Format.DECIMAL),
      ReportColumn.of("State", Format.TEXT));

  @Override
  public String name() {
    return "kpi view";
  }

  @Override
  public String doc() {
    return "Every target with value, miss, trend and coverage of the last period that has ended.";
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    return new DayRange(today.minusDays(LONGEST_PERIOD_DAYS), today);
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    List<Judged> newest = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    long missed = 0;
    for (List<Judged> periods :
        Judged.read(tables, request.guildId(), request.period()).values()) {
      Judged last = periods.get(periods.size() - 1);
      missed += last.isAlert() ? 1 : 0;
      newest.add(last);
      rows.add(row(last));
    }
    Answer answer = Answer.to(this, request, "Targets")
        .figure("Targets", Format.COUNT, Cell.of(rows.size()))
        .figure("Missed", Format.COUNT, Cell.of(missed))
        .table("Targets", "The last period of each target that has ended.", COLUMNS, rows);
    for (KpiMetric metric : KpiMetric.values()) {
      answer.where(metric.text(), metric.rule());
    }
    Judged.note(newest).ifPresent(answer::note);
    return answer
        .where(
            "Miss %",
            "(To reach − value) / to reach, the sign turned where lower is better; of a condition"
                + " how far beyond its bound.")
        .note("A period is judged when it has ended and was watched for at least 90 %.")
        .content();
  }

  static List<Cell> row(Judged judged) {
    return List.of(
        Cell.of(judged.target()),
        Cell.of(judged.rule()),
        Cell.of(judged.period()),
        Cell.of(judged.days().from()),
        Cell.of(judged.days().to().minusDays(1)),
        judged.wantedCell(),
        judged.valueCell(),
        judged.missCell(),
        Cell.of(judged.wrongWay()),
        Answer.percent(judged.coverage()),
        judged.stateCell());
  }
}

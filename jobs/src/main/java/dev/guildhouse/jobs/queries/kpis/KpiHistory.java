package dev.guildhouse.jobs.queries.kpis;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.List;

/** Every period of targets that was judged, as it was judged then. */
final class KpiHistory implements Query {
  private static final String TARGET = "target";
  private static final int DAYS = 100;

  @Override
  public String name() {
    return "kpi history";
  }

  @Override
  public String doc() {
    return "Every judged period of the targets, or of one of them, oldest first.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.text(TARGET, "Id of one target."));
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    return new DayRange(today.minusDays(DAYS), today);
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    String target = request.arguments().text(TARGET).orElse("");
    List<Judged> periods =
        Judged.read(tables, request.guildId(), request.period()).values().stream()
            .flatMap(List::stream)
            .filter(judged -> target.isEmpty() || judged.target().equals(target))
            .toList();
    List<List<Cell>> rows = periods.stream().map(KpiView::row).toList();
    Answer answer = Answer.to(this, request, "History of targets")
        .table("History", "One row per target and period.", KpiView.COLUMNS, rows);
    Judged.note(periods).ifPresent(answer::note);
    if (rows.isEmpty()) {
      answer.note(
          target.isEmpty()
              ? "No period of any target has ended in these days."
              : "No period of a target named " + target + " has ended in these days.");
    }
    return answer.content();
  }
}

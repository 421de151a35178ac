package dev.guildhouse.jobs.queries.kpis;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One alert per target and period that was missed. It resolves itself with the first later period
 * that is met.
 */
final class KpiAlerts implements Query {
  private static final int LONGEST_PERIOD_DAYS = 100;
  private static final List<ReportColumn> COLUMNS = columns();
  private static final Map<String, Integer> WEIGHTS =
      Map.of("critical", 2, "warning", 1, "info", 0);

  /**
   * A miss that somebody should know of.
   *
   * @param resolvedOn the last day of the period that was met; empty while the alert is open
   */
  record Alert(Judged judged, Optional<LocalDate> resolvedOn) {}

  @Override
  public String name() {
    return "kpi alerts";
  }

  @Override
  public String doc() {
    return "Targets that were missed, by severity, and which of these alerts have resolved.";
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    return new DayRange(today.minusDays(LONGEST_PERIOD_DAYS), today);
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    List<Alert> alerts = new ArrayList<>();
    Collection<List<Judged>> judged =
        Judged.read(tables, request.guildId(), request.period()).values();
    judged.forEach(periods -> alerts.addAll(alerts(periods)));
    alerts.sort(
        java.util.Comparator.<Alert>comparingInt(alert -> alert.resolvedOn().isPresent() ? 1 : 0)
            .thenComparingInt(alert -> -WEIGHTS.getOrDefault(alert.judged().severity(), 0))
            .thenComparing(alert -> alert.judged().days(), Collections.reverseOrder())
            .thenComparing(alert -> alert.judged().target()));
    List<List<Cell>> rows = new ArrayList<>();
    for (Alert alert : alerts) {
      List<Cell> row = new ArrayList<>(KpiView.row(alert.judged()));
      row.add(alert.resolvedOn().map(Cell::of).orElse(new Cell.Absent("open")));
      rows.add(row);
    }
    Answer answer = Answer.to(this, request, "Alerts of targets")
        .figure("Open", Format.COUNT, Cell.of(open(alerts, "")))
        .figure("Critical", Format.COUNT, Cell.of(open(alerts, "critical")))
        .figure("Warning", Format.COUNT, Cell.of(open(alerts, "warning")))
        .figure("Info", Format.COUNT, Cell.of(open(alerts, "info")))
        .table("Alerts", "Open ones first, the gravest first.", COLUMNS, rows)
        .where(
            "critical", "missed by " + request.settings().kpis().criticalPercent() + " % or more")
        .where(
            "warning",
            "missed by " + request.settings().kpis().warningPercent()
                + " % or more, or three periods in a row the wrong way")
        .where("info", "any smaller miss, and any that chance may explain");
    Judged.note(judged.stream().flatMap(List::stream).toList()).ifPresent(answer::note);
    return answer.content();
  }

  /** The alerts of one target, whose periods stand oldest first. */
  static List<Alert> alerts(List<Judged> periods) {
    List<Alert> alerts = new ArrayList<>();
    Optional<LocalDate> met = Optional.empty();
    for (int i = periods.size() - 1; i >= 0; i--) {
      Judged judged = periods.get(i);
      if (judged.isAlert()) {
        alerts.add(new Alert(judged, met));
      } else if (judged.isKnown()) {
        met = Optional.of(judged.days().to().minusDays(1));
      }
    }
    return alerts;
  }

  private static long open(List<Alert> alerts, String severity) {
    return alerts.stream()
        .filter(alert -> alert.resolvedOn().isEmpty())
        .filter(alert -> severity.isEmpty() || alert.judged().severity().equals(severity))
        .count();
  }

  private static List<ReportColumn> columns() {
    List<ReportColumn> columns = new ArrayList<>(KpiView.COLUMNS);
    columns.add(ReportColumn.of("Resolved", Format.DAY));
    return columns;
  }
}

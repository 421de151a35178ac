package dev.guildhouse.jobs.catalog;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.kpis.KpiStreaks;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;

/** Where every target stands at the end of a week, for how long, and what alerts are open. */
final class KpiBoard implements Report {
  private static final int SHOWN = 10;

  @Override
  public String name() {
    return "kpi_board";
  }

  @Override
  public String title() {
    return "KPI board";
  }

  @Override
  public String doc() {
    return "Every target with its last value, how long it has been met or missed, and the alerts by"
        + " severity, as they stood when a week had ended.";
  }

  @Override
  public Period period() {
    return Period.WEEK;
  }

  @Override
  public ReportContent build(ReportRequest request, TableReader tables) {
    Draft draft = new Draft(this, request, tables);
    DayRange judged = Queries.named("kpi view").usualRange(request.period().to());
    ReportContent view = draft.ask("kpi view").orElseThrow();
    ReportContent alerts = draft.ask("kpi alerts").orElseThrow();
    ReportContent history = draft.ask("kpi history").orElseThrow();
    view.figures().forEach(draft::with);
    alerts.figures().forEach(figure -> draft.with(named(figure)));
    return draft
        .with(view.table("Targets")
            .inShort("Targets", SHOWN, "Target", "To reach", "Value", "Miss %", "State"))
        .with(KpiStreaks.table(tables, request.guildId(), judged)
            .inShort("Streaks", SHOWN, "Target", "State", "Periods in a row", "Since"))
        .with(alerts
            .table("Alerts")
            .inShort("Alerts", SHOWN, "Target", "Until", "Miss %", "State", "Resolved"))
        .with(history.table("History").named("Periods", "One row per target and judged period."))
        .note("As it was known on " + request.period().to() + ", from periods that ended in the "
            + judged.length() + " days before.")
        .content();
  }

  /** Beside the numbers of targets, alerts say that they are alerts. */
  private static Figure named(Figure figure) {
    return new Figure(
        figure.label() + " alerts",
        figure.format(),
        figure.value(),
        figure.previous(),
        figure.growth(),
        figure.coverage(),
        figure.previousCoverage());
  }
}

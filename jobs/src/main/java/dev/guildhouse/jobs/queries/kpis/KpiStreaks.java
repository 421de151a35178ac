package dev.guildhouse.jobs.queries.kpis;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.time.DayRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * For how many periods in a row each target has been met, or missed. A period that was not judged
 * neither breaks a streak nor counts.
 */
public final class KpiStreaks {
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Target", Format.TEXT),
      ReportColumn.of("Period", Format.TEXT),
      ReportColumn.of("State", Format.TEXT),
      ReportColumn.of("Periods in a row", Format.COUNT),
      ReportColumn.of("Since", Format.DAY),
      ReportColumn.of("Met", Format.COUNT),
      ReportColumn.of("Judged", Format.COUNT));

  private KpiStreaks() {}

  /** One row per target with a period that ended in the given days. */
  public static ReportTable table(TableReader tables, long guildId, DayRange days) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Map.Entry<String, List<Judged>> target :
        Judged.read(tables, guildId, days).entrySet()) {
      List<Judged> judged = target.getValue().stream().filter(Judged::isKnown).toList();
      String period = target.getValue().get(target.getValue().size() - 1).period();
      rows.add(judged.isEmpty() ? unknown(target.getKey(), period) : row(period, judged));
    }
    return new ReportTable(
        "Streaks",
        "How long each target has been met or missed, and how often it was met.",
        COLUMNS,
        rows,
        null);
  }

  private static List<Cell> row(String period, List<Judged> judged) {
    Judged last = judged.get(judged.size() - 1);
    int first = judged.size() - 1;
    while (first > 0 && isMet(judged.get(first - 1)) == isMet(last)) {
      first--;
    }
    return List.of(
        Cell.of(last.target()),
        Cell.of(period),
        Cell.of(isMet(last) ? "met" : "missed"),
        Cell.of(judged.size() - first),
        Cell.of(judged.get(first).days().from()),
        Cell.of(judged.stream().filter(KpiStreaks::isMet).count()),
        Cell.of(judged.size()));
  }

  private static List<Cell> unknown(String target, String period) {
    return List.of(
        Cell.of(target),
        Cell.of(period),
        Cell.of("not judged"),
        Cell.of(0),
        Cell.NONE,
        Cell.of(0),
        Cell.of(0));
  }

  private static boolean isMet(Judged judged) {
    return !judged.isAlert();
  }
}

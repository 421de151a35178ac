package dev.guildhouse.schedules.queries;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.verify.Verified;
import dev.guildhouse.jobs.verify.VerifiedMetric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verification as the last table of an answer: direct, aggregated and drift side by side. */
final class DualTable {
  private DualTable() {}

  static ReportTable of(Verified verified) {
    List<List<Cell>> rows = new ArrayList<>();
    for (VerifiedMetric metric : verified.metrics()) {
      rows.add(List.of(
          Cell.of(metric.key()),
          cell(metric.direct()),
          cell(metric.aggregated()),
          cell(metric.driftPct())));
    }
    return new ReportTable(
        "Verification",
        "What the tables hold of the guild's days, beside a recount of the raw events.",
        List.of(
            ReportColumn.of("Number", Format.TEXT),
            ReportColumn.of("Direct", Format.DECIMAL),
            ReportColumn.of("Aggregated", Format.DECIMAL),
            ReportColumn.of("Drift %", Format.DECIMAL)),
        rows,
        null);
  }

  private static Cell cell(@Nullable BigDecimal number) {
    return number == null ? new Cell.Absent("not available") : new Cell.Decimal(number);
  }
}

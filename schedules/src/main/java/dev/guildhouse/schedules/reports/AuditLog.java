package dev.guildhouse.schedules.reports;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.Run;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The history of commands, queries, exports and jobs as a list. A guild gets what was about it alone,
 * without what names files of the machine: what operators gave as options, and how runs ended.
 */
final class AuditLog {
  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Run", Format.COUNT),
      ReportColumn.of("Started at", Format.TEXT),
      ReportColumn.of("Finished at", Format.TEXT),
      ReportColumn.of("Started by", Format.TEXT),
      ReportColumn.of("What", Format.TEXT),
      ReportColumn.of("Options", Format.TEXT),
      ReportColumn.of("Guilds", Format.TEXT),
      ReportColumn.of("From", Format.DAY),
      ReportColumn.of("Until", Format.DAY),
      ReportColumn.of("State", Format.TEXT),
      ReportColumn.of("Rows", Format.COUNT),
      ReportColumn.of("Message", Format.TEXT));

  private final OperationsDatabase database;

  AuditLog(OperationsDatabase database) {
    this.database = database;
  }

  /**
   * Reads it.
   *
   * @param guildId the only guild it tells of; null for all, as operators see it
   * @param days on which runs were started
   */
  ReportTable list(WarehouseRuns runs, RunTrigger trigger, @Nullable Long guildId, DayRange days) {
    RunRequest request = new RunRequest(
        "export " + ExportForm.AUDIT.text(),
        "",
        guildId == null ? "all" : Long.toString(guildId),
        days,
        trigger);
    return runs.read(request, warehouse -> {
      ReportTable table = table(guildId, days);
      int rows = table.rows().size();
      return new Answer<>(
          table,
          RunEnd.of(
              RunState.SUCCEEDED,
              rows,
              "{}",
              String.format(Locale.ROOT, "Exported %,d runs.", rows)));
    });
  }

  private ReportTable table(@Nullable Long guildId, DayRange days) {
    Instant from = days.from().atStartOfDay().toInstant(ZoneOffset.UTC);
    List<List<Cell>> rows = new Runs(database)
        .list(new RunFilter(null, null, from, Integer.MAX_VALUE)).stream()
            .filter(run -> days.contains(LocalDate.ofInstant(run.startedAt(), ZoneOffset.UTC)))
            .filter(run -> guildId == null || run.request().guilds().equals(Long.toString(guildId)))
            .sorted(Comparator.comparingLong(Run::number))
            .map(run -> row(run, guildId == null))
            .toList();
    return new ReportTable("Audit", "Everything that was run, oldest first.", COLUMNS, rows, null);
  }

  private static List<Cell> row(Run run, boolean isForOperators) {
    RunRequest request = run.request();
    boolean areOptionsTold = isForOperators || request.trigger() != RunTrigger.COMMAND_LINE;
    DayRange days = request.days();
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(run.number()));
    row.add(Cell.of(run.startedAt().toString()));
    row.add(run.finishedAt() == null ? Cell.NONE : Cell.of(run.finishedAt().toString()));
    row.add(Cell.of(request.trigger().text()));
    row.add(Cell.of(request.job()));
    row.add(areOptionsTold ? Cell.of(request.options()) : Cell.NONE);
    row.add(Cell.of(request.guilds()));
    row.add(days == null ? Cell.NONE : Cell.of(days.from()));
    row.add(days == null ? Cell.NONE : Cell.of(days.to()));
    row.add(Cell.of(run.state().text()));
    row.add(Cell.of(run.rows()));
    row.add(isForOperators ? Cell.of(run.message()) : Cell.NONE);
    return row;
  }
}

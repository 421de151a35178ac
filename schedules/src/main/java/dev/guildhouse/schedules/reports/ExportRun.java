package dev.guildhouse.schedules.reports;

import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.reports.export.ExportFormat;
import dev.guildhouse.jobs.reports.export.Exported;
import dev.guildhouse.jobs.reports.export.TableExport;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes the rows of one table to a file; the history tells for ever that it was done. */
public final class ExportRun {
  private final Home home;
  private final Config config;

  public ExportRun(Home home, Config config) {
    this.home = home;
    this.config = config;
  }

  /** A file, and the release that its rows are of. */
  public record ExportedRelease(Exported exported, long release) {}

  /**
   * Writes it.
   *
   * @param place the file for the history, as it was asked for
   * @param file where the rows go
   */
  public ExportedRelease write(
      WarehouseRuns runs,
      RunTrigger trigger,
      TableDef table,
      DayRange days,
      ExportFormat format,
      String place,
      Path file) {
    RunRequest request = new RunRequest(
        "export " + table.name(),
        "--format " + format.text() + " --out " + place,
        "all",
        days,
        trigger);
    return runs.read(request, warehouse -> {
      try (HeldRelease tables = warehouse.get().lake().open(request.job())) {
        Exported exported = new TableExport(
                tables, new ExportPseudonyms(GuildSecrets.of(home, config)))
            .write(table, days, format, file);
        return new Answer<>(
            new ExportedRelease(exported, tables.release()),
            new RunEnd(
                RunState.SUCCEEDED,
                exported.rows(),
                null,
                "{\"release\":" + tables.release() + "}",
                String.format(
                    Locale.ROOT,
                    "Exported %,d rows of release %d.",
                    exported.rows(),
                    tables.release()),
                List.of(),
                List.of(),
                List.of()));
      }
    });
  }
}

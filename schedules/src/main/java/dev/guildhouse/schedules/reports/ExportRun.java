package dev.guildhouse.schedules.reports;

import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.jobs.disclosure.PublicTables;
import dev.guildhouse.jobs.lake.GuildTables;
import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.jobs.reports.export.ExportFormat;
import dev.guildhouse.jobs.reports.export.Exported;
import dev.guildhouse.jobs.reports.export.NotAvailable;
import dev.guildhouse.jobs.reports.export.TableExport;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one table to a file; the history tells for ever that it was done. */
public final class ExportRun {
  private final Home home;
  private final Config config;

  public ExportRun(Home home, Config config) {
    this.home = home;
    this.config = config;
  }

  /**
   * A file, and the release that its rows are of.
   *
   * @param notAvailable sentences that say which numbers are empty for privacy's sake, and why
   */
  public record ExportedRelease(Exported exported, long release, List<String> notAvailable) {
    public ExportedRelease {
      notAvailable = List.copyOf(notAvailable);
    }
  }

  private Ledger ledger() {
    return new ReleaseStore(home.warehouse()).current().ledger();
  }

  private LocalDate filledUntil() {
    return ledger()
        .filledUntil()
        .getOrDefault(Rollups.of(Entity.GUILD, Period.DAY).name(), LocalDate.MIN);
  }

  /**
   * Writes it.
   *
   * @param guildId the only guild whose rows are written; null for all
   * @param audience who will see the file
   * @param place the file for the history, as it was asked for
   * @param file where the rows go
   * @throws dev.guildhouse.schema.WarehouseException with code USAGE when the table has no public
   *     form and the public is to see it
   */
  public ExportedRelease write(
      WarehouseRuns runs,
      RunTrigger trigger,
      TableDef table,
      @Nullable Long guildId,
      Audience audience,
      DayRange days,
      ExportFormat format,
      String place,
      Path file) {
    RunRequest request = new RunRequest(
        "export " + table.name(),
        "--audience " + audience.text() + " --format " + format.text() + " --out " + place,
        guildId == null ? "all" : Long.toString(guildId),
        days,
        trigger);
    return runs.read(request, warehouse -> {
      boolean isPublic = audience == Audience.PUBLIC;
      TableDef written = isPublic ? PublicForm.of(table).table() : table;
      try (HeldRelease all = warehouse.get().lake().open(request.job())) {
        TableReader own = guildId == null ? all : new GuildTables(all, guildId);
        TableReader tables = isPublic ? PublicTables.of(own, days, filledUntil()) : own;
        Exported exported = new TableExport(
                tables, new ExportPseudonyms(GuildSecrets.of(home, config)))
            .write(written, days, format, file);
        return new Answer<>(
            new ExportedRelease(
                exported,
                tables.release(),
                new NotAvailable(
                        guildId == null ? ledger().guilds() : new TreeSet<>(Set.of(guildId)),
                        guild -> config.guild(guild).privacy().mode(),
                        tables.sealed())
                    .in(table, days)),
            RunEnd.read(
                tables.release(),
                exported.rows(),
                String.format(
                    Locale.ROOT,
                    "Exported %,d rows of release %d.",
                    exported.rows(),
                    tables.release())));
      }
    });
  }
}

package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.reports.export.AnswerExport;
import dev.guildhouse.jobs.reports.export.ExportFormat;
import dev.guildhouse.jobs.reports.export.Exported;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.ExportForm;
import dev.guildhouse.schedules.reports.ExportRun;
import dev.guildhouse.schedules.reports.ExportRun.ExportedRelease;
import dev.guildhouse.schedules.reports.FormExport;
import dev.guildhouse.schedules.reports.FormExport.Listed;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a table, or one of the lists beside the tables, to a file. */
@Command(
    name = "export",
    description = {
      "Writes the rows of a table to a file. Beside the tables there are users, events and audit.",
      "People leave under pseudonyms that change every month. The history keeps that it was done."
    },
    footer = {
      "guildhouse export channel_daily --from 2026-03-01 --to 2026-04-01 --out march.xlsx",
      "guildhouse export users --guild 1200000000000000000 --from 2026-03-01 --to 2026-04-01 --out u.csv",
      "guildhouse export guild_daily --date yesterday --format csv --out -",
      "guildhouse export guild_weekly --from 2026-03-02 --to 2026-03-30 --audience public --out w.csv"
    })
final class ExportCommand implements Task {
  private static final String STANDARD_OUTPUT = "-";

  @Parameters(
      paramLabel = "TABLE",
      description = {
        "Name of the table, as guild_daily; rewards is the table of reward transactions. Or:",
        "users: every present member with joined, last active, sums of the days, streak, score,"
            + " segment and flags. events: every reward trigger with its definition and counts."
            + " audit: every command, query, export and job. The table events is raw_events here."
      })
  private String table = "";

  @Option(
      names = "--guild",
      paramLabel = "ID",
      converter = IdConverter.class,
      description = "Only the rows of this guild. Default: all.")
  private @Nullable Long guild;

  @Mixin
  private DayOptions days = new DayOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, csv.gz, xlsx, json (one object a line) or parquet. Default: what the name"
          + " of the file ends in, or else csv.")
  private @Nullable String format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to write it; - is standard output.")
  private String out = "";

  @Option(
      names = "--audience",
      paramLabel = "AUDIENCE",
      defaultValue = "moderators",
      description =
          "moderators: any table, people under pseudonyms. public: days, weeks and months of"
              + " guilds and channels that are over, no number of fewer than five members. Default:"
              + " ${DEFAULT-VALUE}.")
  private String audience = "moderators";

  @Override
  public Engine engine() {
    return Engine.BRIEF;
  }

  @Override
  public ExitCode run(Workplace place) throws IOException {
    Optional<ExportForm> form = ExportForm.named(table);
    TableDef wanted = form.isPresent() ? null : ExportForm.table(table);
    Audience readers = Audience.ofText(audience);
    DayRange range = days.requireDays();
    if (form.isPresent() && readers == Audience.PUBLIC) {
      throw WarehouseException.usage(
          "export " + table + " for the public",
          "it is for moderators alone",
          "Export a table that has a public form, such as guild_weekly.");
    }
    ExportFormat chosen = format == null ? formatOf(out) : ExportFormat.ofText(format);
    Home home = place.preparedHome();
    boolean isStreamed = out.equals(STANDARD_OUTPUT);
    Path file = isStreamed
        ? Files.createTempFile(home.temporary(), "export", "." + chosen.text())
        : Path.of(out);
    try (OperationsDatabase database = place.operations()) {
      WarehouseRuns runs = new WarehouseRuns(database, place::session, Duration.ZERO);
      if (wanted == null) {
        Listed listed = new FormExport(home, place.config(), place.clock(), database)
            .list(runs, RunTrigger.COMMAND_LINE, form.orElseThrow(), guild, range);
        Exported written = AnswerExport.write(listed.table(), chosen, file);
        tell(place, isStreamed, range, written, null, "notes", listed.notes());
      } else {
        ExportedRelease written = new ExportRun(home, place.config())
            .write(runs, RunTrigger.COMMAND_LINE, wanted, guild, readers, range, chosen, out, file);
        tell(
            place,
            isStreamed,
            range,
            written.exported(),
            written.release(),
            "not_available",
            written.notAvailable());
      }
      return ExitCode.OK;
    } finally {
      if (isStreamed) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static ExportFormat formatOf(String file) {
    return Arrays.stream(ExportFormat.values())
        .filter(format -> file.endsWith("." + format.text()))
        .max(Comparator.comparingInt(format -> format.text().length()))
        .orElse(ExportFormat.CSV);
  }

  private void tell(
      Workplace place,
      boolean isStreamed,
      DayRange range,
      Exported written,
      @Nullable Long release,
      String remarked,
      List<String> remarks)
      throws IOException {
    if (isStreamed) {
      place.console().copy(written.file());
      remarks.forEach(place.console()::remark);
      return;
    }
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("table", table);
    answer.put("audience", audience);
    answer.put("from", range.from());
    answer.put("to", range.to());
    if (release != null) {
      answer.put("release", release);
    }
    answer.put("rows", written.rows());
    answer.put("bytes", written.bytes());
    answer.put("file", written.file().toString());
    answer.put(remarked, remarks);
    place.console().fields(answer);
  }
}

package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.backup.Restore;
import dev.guildhouse.schedules.backup.Restore.Restored;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a backup back. */
@Command(
    name = "restore",
    description = {
      "Puts the tables of a backup in the place of those of the home.",
      "Who was erased and what was sealed since is erased and sealed again before anybody can read"
          + " it, and a certificate is written. Landing files and reports of the home stay. A backup that"
          + " has expired is refused. Run again after a failure."
    },
    footer = {"guildhouse restore /mnt/backups/guildhouse-2026-11-20T03-00-00Z"})
final class RestoreCommand implements Task {
  @Parameters(paramLabel = "BACKUP", description = "Folder of one backup.")
  private Path backup = Path.of("");

  @Mixin
  private WaitOption wait = new WaitOption();

  @Override
  public Engine engine() {
    return Engine.SPARK;
  }

  @Override
  public ExitCode run(Workplace place) {
    Home home = place.preparedHome();
    Restored restored = new Restore(
            home,
            place.config(),
            place.clock(),
            place.secretStore(),
            WarehouseSession::close,
            wait.duration())
        .restore(
            backup,
            at -> OperationsDatabase.open(at, place.config().operations(), place.clock()),
            RunTrigger.COMMAND_LINE);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("release", restored.release());
    answer.put("replayed", restored.replayed());
    answer.put("reports_left_out", restored.reports());
    place.console().fields(answer);
    return ExitCode.OK;
  }
}

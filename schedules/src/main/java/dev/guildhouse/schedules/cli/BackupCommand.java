package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.backup.Backup;
import dev.guildhouse.schedules.backup.Backup.Made;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies the home. */
@Command(
    name = "backup",
    description = {
      "Copies the home, without its secrets, to a folder elsewhere; deletes copies that have expired.",
      "Tables, landing files, reports, checkpoints and the embedded operations database. Keep the"
          + " folders secrets and settings, and the configuration, yourself, apart from it and always in"
          + " their newest state: they say what was sealed and erased, and a restore does that again."
    },
    footer = {"guildhouse backup --to /mnt/backups"})
final class BackupCommand implements Task {
  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Folder of all backups. Default: backup.folder of the configuration.")
  private @Nullable Path folder;

  @Mixin
  private WaitOption wait = new WaitOption();

  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) {
    Path to = folder == null ? place.config().backup().folder() : folder;
    if (to == null) {
      throw WarehouseException.usage(
          "make a backup",
          "nobody says where",
          "Give --to DIR, or set backup.folder in the configuration.");
    }
    Home home = place.preparedHome();
    Duration kept = Duration.ofDays(place.config().backup().retentionDays());
    try (OperationsDatabase database = place.operations()) {
      Made made = new Backup(home, place.clock(), database, kept)
          .make(
              new WarehouseRuns(database, place::session, wait.duration()),
              RunTrigger.COMMAND_LINE,
              to);
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("folder", made.folder().toString());
      answer.put("release", made.release());
      answer.put("files", made.files());
      answer.put("bytes", made.bytes());
      answer.put("expires_at", made.expiresAt().toString());
      answer.put("expired_deleted", made.deleted());
      place.console().fields(answer);
    }
    return ExitCode.OK;
  }
}

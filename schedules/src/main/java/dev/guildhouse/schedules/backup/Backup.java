package dev.guildhouse.schedules.backup;

import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.schedules.backup.BackupFolder.Contents;
import dev.guildhouse.schedules.backup.BackupFolder.CopiedFile;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.hash.Sha256;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Copies a home while nobody writes its tables: warehouse, landing files, reports, how far channels
 * are read, and the embedded operations database. Never what could turn keys back into people or undo
 * what they asked for: secrets, settings, configuration; nor the journal, which lands within minutes,
 * logs and scratch space.
 */
public final class Backup {
  private static final String NAME = "backup";

  private final Home home;
  private final InstantSource clock;
  private final OperationsDatabase database;
  private final Duration kept;

  /**
   * @param database of the home
   * @param kept how long a backup is kept
   */
  public Backup(Home home, InstantSource clock, OperationsDatabase database, Duration kept) {
    this.home = home;
    this.clock = clock;
    this.database = database;
    this.kept = kept;
  }

  /**
   * A backup that was made.
   *
   * @param folder where it stands
   * @param release the release that it holds
   * @param files how many files
   * @param bytes their size
   * @param expiresAt from when on it is refused
   * @param deleted how many older ones had expired and were deleted
   */
  public record Made(
      Path folder, long release, int files, long bytes, Instant expiresAt, int deleted) {}

  /**
   * Makes one, and deletes those beside it that have expired.
   *
   * @param folder where backups are kept, outside of the home
   */
  public Made make(WarehouseRuns runs, RunTrigger trigger, Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    if (place.startsWith(home.root())) {
      throw WarehouseException.usage(
          "make a backup in " + place,
          "that is within the home " + home.root(),
          "Choose a folder on another disk: what is erased from the home must not be found in it.");
    }
    return runs.alone(new RunRequest(NAME, "all", null, trigger), session -> {
      try {
        Made made = make(place);
        String message = "Copied " + made.files() + " files of release " + made.release() + ".";
        return new Answer<>(made, RunEnd.without(RunState.SUCCEEDED, message));
      } catch (IOException | UncheckedIOException e) {
        throw WarehouseException.failed(
            "make a backup in " + place,
            e.getClass().getSimpleName() + ": " + e.getMessage(),
            "Nothing of it is left there. See that the folder can be written and has room.",
            e);
      }
    });
  }

  private Made make(Path place) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String name = BackupFolder.PREFIX + now.toString().replace(':', '-');
    Files.createDirectories(place);
    Path draft = place.resolve("." + name + ".tmp");
    try {
      FileCopies.delete(draft);
      BackupFolder backup = new BackupFolder(draft);
      List<CopiedFile> files = new ArrayList<>();
      copy(home.warehouse(), Backup::isOfTables, backup, files);
      LandingLayout landing = LandingLayout.of(home);
      copy(landing.events(), file -> true, backup, files);
      copy(landing.quarantine(), file -> true, backup, files);
      copy(landing.imports(), file -> true, backup, files);
      copy(home.reports(), file -> true, backup, files);
      copy(home.collector(), file -> true, backup, files);
      operations(backup, files);
      StopPoint.reached("backup.copied");
      long release = new ReleaseStore(home.warehouse()).current().number();
      backup.write(new Contents(Contents.FORMAT, now, now.plus(kept), release, files));
      Files.move(draft, place.resolve(name));
      long bytes = files.stream().mapToLong(CopiedFile::bytes).sum();
      return new Made(
          place.resolve(name),
          release,
          files.size(),
          bytes,
          now.plus(kept),
          ExpiredBackups.delete(place, now, kept));
    } finally {
      FileCopies.delete(draft);
    }
  }

  private void copy(
      Path folder, Predicate<Path> isWanted, BackupFolder backup, List<CopiedFile> files)
      throws IOException {
    for (Path file : FileCopies.under(folder)) {
      if (isWanted.test(home.warehouse().relativize(file))) {
        String name = home.root().relativize(file).toString();
        Path copy = backup.home().resolve(name);
        files.add(new CopiedFile(name, Files.size(file), FileCopies.copy(file, copy)));
      }
    }
  }

  /** Without who reads just now, and what is not published. */
  private static boolean isOfTables(Path file) {
    return !file.startsWith("readers") && !String.valueOf(file.getFileName()).startsWith(".draft");
  }

  /** Another server's database is for its own tools to copy. */
  private void operations(BackupFolder backup, List<CopiedFile> files) throws IOException {
    if (!OperationsDatabase.isIn(home)) {
      return;
    }
    String name = home.root().relativize(home.operations()) + "/" + OperationsCopy.FILE;
    Path copy = backup.home().resolve(name);
    Files.createDirectories(copy.getParent());
    OperationsCopy.make(database, copy);
    files.add(new CopiedFile(name, Files.size(copy), Sha256.of(copy)));
  }
}

package dev.guildhouse.schedules.backup;

import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.jobs.lake.spark.Sessions;
import dev.guildhouse.schedules.backup.BackupFolder.Contents;
import dev.guildhouse.schedules.backup.BackupFolder.CopiedFile;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.privacy.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Puts a backup back. It is copied to {@code restoring} in the home, where nobody reads it; there,
 * what was erased and sealed since is erased and sealed again, and proven gone; only then do its
 * tables take the place of those of the home, and with them how far imports and channels had been read.
 * Landing files and reports that the home has stay, and of the backup those are added that it lacks. Whoever runs it again after a kill goes on.
 */
public final class Restore {
  private static final String NAME = "restore";

  /** In the folder, once nothing but renames is left to do. */
  private static final String READY = "ready";

  private final Home home;
  private final Config config;
  private final InstantSource clock;
  private final SecretStore secrets;
  private final Duration wait;
  private final Consumer<WarehouseSession> endOfSpark;
  private final Home staged;

  /**
   * @param secrets of the home, with the record of what was sealed and erased
   * @param endOfSpark stops Spark, which keeps keys in scratch files as long as it runs
   * @param wait how long to wait for another run to end
   */
  public Restore(
      Home home,
      Config config,
      InstantSource clock,
      SecretStore secrets,
      Consumer<WarehouseSession> endOfSpark,
      Duration wait) {
    this.endOfSpark = endOfSpark;
    this.home = home;
    this.config = config;
    this.clock = clock;
    this.secrets = secrets;
    this.wait = wait;
    this.staged = new Home(home.root().resolve("restoring"));
  }

  /**
   * What was restored.
   *
   * @param release the release that is current now
   * @param replayed what was sealed and erased again; empty when an earlier run did
   * @param reports how many reports of the backup named somebody who was erased, and were left out
   */
  public record Restored(long release, List<String> replayed, int reports) {
    public Restored {
      replayed = List.copyOf(replayed);
    }
  }

  /**
   * Restores.
   *
   * @param operations opens the operations database of the home
   * @throws WarehouseException with code USAGE when the backup has expired or is none, with code
   *     FAILED when the home has no record of what was sealed, or something is left
   */
  public Restored restore(
      Path backup, Function<Home, OperationsDatabase> operations, RunTrigger trigger) {
    BackupFolder from = new BackupFolder(backup.toAbsolutePath().normalize());
    boolean isReady = Files.exists(staged.root().resolve(READY));
    try {
      if (!isReady) {
        requireUsable(from);
        copy(from);
      }
      restoreOperations(operations);
      try (OperationsDatabase database = operations.apply(home)) {
        Replay replay = new Replay(staged, config, clock, secrets, endOfSpark);
        try {
          if (!isReady) {
            replay.run(
                new WarehouseRuns(database, replay::session, wait), trigger, from.contents());
            replay.prove(List.of(everyTable(database)));
            Files.writeString(staged.root().resolve(READY), from.path() + "\n");
            StopPoint.reached("restore.ready");
          }
          return publish(new WarehouseRuns(database, replay::session, wait), trigger, replay);
        } finally {
          replay.close();
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw WarehouseException.failed(
          "restore " + from.path(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "The home is as it was. See that it can be written and has room, and run it again.",
          e);
    }
  }

  private void requireUsable(BackupFolder from) {
    Contents contents = from.contents();
    Duration kept = Duration.ofDays(config.backup().retentionDays());
    if (ExpiredBackups.isExpired(contents, clock.instant(), kept)) {
      throw WarehouseException.usage(
          "restore " + from.path(),
          "it is of " + contents.createdAt()
              + " and has expired: it is no longer remembered who was" + " erased since",
          "Use a newer backup, and delete this one.");
    }
    if (secrets.live().isEmpty() && secrets.destroyed().isEmpty()) {
      throw WarehouseException.failed(
          "restore " + from.path(),
          "the home has no secrets, and so no record of what was sealed and erased since",
          "Put the folders secrets and settings back first, from where you keep them.");
    }
  }

  private void copy(BackupFolder from) throws IOException {
    FileCopies.delete(staged.root());
    for (CopiedFile file : from.contents().files()) {
      Path place = staged.root().resolve(file.name()).normalize();
      if (!place.startsWith(staged.root())) {
        throw WarehouseException.usage(
            "restore " + from.path(), "it names a file outside of the home", "Use another backup.");
      }
      String sha256 = FileCopies.copy(from.home().resolve(file.name()), place);
      if (!sha256.equals(file.sha256())) {
        throw WarehouseException.failed(
            "restore " + from.path(),
            file.name() + " is not the file that was copied",
            "Use another backup; the home is as it was.");
      }
    }
    for (Path folder : replaced(staged)) {
      Files.createDirectories(folder);
    }
    StopPoint.reached("restore.copied");
  }

  /** The home's own database knows more than the copy; without any, the copy is taken. */
  private void restoreOperations(Function<Home, OperationsDatabase> operations) throws IOException {
    Path copy = staged.operations().resolve(OperationsCopy.FILE);
    if (!OperationsDatabase.isIn(home) && Files.exists(copy)) {
      OperationsCopy.restore(copy, home);
      try (OperationsDatabase database = operations.apply(home)) {
        OperationsCopy.doubt(database);
      }
    }
  }

  private static Proof.Source everyTable(OperationsDatabase database) {
    return (scan, listener) -> database.transaction("read every table", transaction -> {
      scan.database("operations database", transaction.connection(), listener);
      return true;
    });
  }

  private Restored publish(WarehouseRuns runs, RunTrigger trigger, Replay replay) {
    return runs.alone(new RunRequest(NAME, "publish", "all", null, trigger), session -> {
      try {
        for (Path folder : added(staged)) {
          addMissing(folder);
        }
        StopPoint.reached("restore.added");
        for (Path folder : replaced(staged)) {
          replace(folder);
        }
        Sessions.forgetTables();
        StopPoint.reached("restore.published");
        FileCopies.delete(staged.root());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      long release = new ReleaseStore(home.warehouse()).current().number();
      Restored restored = new Restored(release, replay.replayed(), replay.reports());
      return new Answer<>(
          restored,
          RunEnd.without(RunState.SUCCEEDED, "Release " + release + " of a backup is current."));
    });
  }

  /** What the home may have in a newer state, and what both have. */
  private static List<Path> added(Home staged) {
    LandingLayout landing = LandingLayout.of(staged);
    return List.of(
        landing.events(), landing.quarantine(), staged.reports(), staged.root().resolve("privacy"));
  }

  /**
   * What tells how far the tables are, and goes with them: what came after the backup is imported and
   * fetched again.
   */
  private static List<Path> replaced(Home staged) {
    return List.of(LandingLayout.of(staged).imports(), staged.collector(), staged.warehouse());
  }

  /** In two renames; whoever is killed between them is gone on with. */
  private void replace(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Path name = staged.root().relativize(folder);
    Path place = home.root().resolve(name);
    if (Files.exists(place)) {
      Path old = staged.root().resolve("replaced").resolve(name);
      FileCopies.delete(old);
      Files.createDirectories(old.toAbsolutePath().getParent());
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
      StopPoint.reached("restore.moved");
    }
    Files.createDirectories(place.toAbsolutePath().getParent());
    Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private void addMissing(Path folder) throws IOException {
    for (Path file : FileCopies.under(folder)) {
      Path place = home.root().resolve(staged.root().relativize(file));
      Files.createDirectories(place.toAbsolutePath().getParent());
      try {
        Files.copy(file, place);
      } catch (FileAlreadyExistsException known) {
        // That of the home is at least as new.
      }
    }
  }
}

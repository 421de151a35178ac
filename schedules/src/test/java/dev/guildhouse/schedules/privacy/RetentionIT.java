package dev.guildhouse.schedules.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.schedules.notebooks.NotebookFolder;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.operations.runs.StartedRun;
import dev.guildhouse.schedules.privacy.Retention.Enforced;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ErasedMembers;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.reports.SummaryFile;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each class of data has an old piece that goes and a young one that stays. */
class RetentionIT {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant OLD = NOW.minus(Duration.ofDays(401));
  private static final Instant YOUNG = NOW.minus(Duration.ofDays(399));

  @TempDir
  private Path folder;

  private Home home;
  private Instant at = NOW;
  private final InstantSource clock = () -> at;

  @BeforeEach
  void prepare() {
    home = new Home(folder.resolve("home")).prepare();
  }

  @Test
  void whatHasBeenKeptLongEnoughGoesAndTheRestStays() throws IOException {
    Path oldReport = report(OLD, "2025-W40");
    Path youngReport = report(YOUNG, "2025-W42");
    Path oldLanding = landing("old.parquet");
    Path youngLanding = landing("young.parquet");
    Path unknownLanding = landing("nobody-took-it-in.parquet");
    publish(Map.of(
        "old.parquet", LocalDate.of(2026, 11, 16), "young.parquet", LocalDate.of(2026, 11, 17)));
    Path oldTemporary = temporary("export1", NOW.minus(Duration.ofDays(2)));
    Path youngTemporary = temporary("export2", NOW.minus(Duration.ofHours(2)));
    Path oldNotebook = executedNotebook("old.ipynb", OLD);
    Path youngNotebook = executedNotebook("young.ipynb", YOUNG);
    Path oldSummary = summary(LocalDate.of(2025, 10, 14));
    Path youngSummary = summary(LocalDate.of(2025, 10, 18));
    Path oldCertificate = certificate("2025-10-14T00-00-00Z-forgotten.json");
    Path youngCertificate = certificate("2025-10-18T00-00-00Z-forgotten.json");
    Path oldBackup = backup(NOW.minus(Duration.ofDays(31)));
    Path youngBackup = backup(NOW.minus(Duration.ofDays(29)));
    ErasedMembers erased = new ErasedMembers(TestWarehouse.secrets(home));
    erased.add(700, List.of(11L), NOW.minus(Duration.ofDays(31)));
    erased.add(700, List.of(22L), NOW.minus(Duration.ofDays(29)));
    try (OperationsDatabase database = OperationsDatabase.open(home, clock)) {
      Runs runs = new Runs(database);
      Deliveries deliveries = new Deliveries(database, Duration.ofMinutes(10));
      long oldRun = run(runs, OLD);
      long youngRun = run(runs, YOUNG);
      deliver(deliveries, OLD, 1);
      deliver(deliveries, YOUNG, 2);
      at = NOW;

      Enforced enforced = enforce(database);

      assertThat(runs.find(oldRun)).isEmpty();
      assertThat(runs.find(youngRun)).isPresent();
      assertThat(deliveries.oldest()).contains(YOUNG);
      Map<String, Integer> deleted = new TreeMap<>();
      enforced.classes().forEach(some -> deleted.put(some.what(), some.deleted()));
      assertThat(deleted)
          .containsOnlyKeys(
              "landing files in the tables",
              "reports",
              "summaries",
              "executed notebooks",
              "deliveries",
              "run history",
              "certificates",
              "temporary files",
              "backups",
              "record of erased members")
          .allSatisfy((what, count) -> assertThat(count).as(what).isEqualTo(1));
      assertThat(Files.readString(enforced.certificate())).contains("\"is_clean\" : true");
      assertThat(enforce(database).classes())
          .allSatisfy(some -> assertThat(some.deleted()).as(some.what()).isZero());
    }
    assertThat(List.of(
            oldReport,
            oldSummary,
            oldLanding,
            oldTemporary,
            oldNotebook,
            oldCertificate,
            oldBackup))
        .allSatisfy(path -> assertThat(path).doesNotExist());
    assertThat(List.of(
            youngReport,
            youngSummary,
            youngLanding,
            unknownLanding,
            youngTemporary,
            youngNotebook,
            youngCertificate,
            youngBackup))
        .allSatisfy(path -> assertThat(path).exists());
    assertThat(erased.keys(700, Instant.EPOCH)).containsExactly(22L);
  }

  private Path summary(LocalDate day) throws IOException {
    SummaryFile file = SummaryFile.of(home, 700, DayRange.of(day));
    file.write("{}");
    return file.path();
  }

  @Test
  void whatCannotBeDeletedIsToldLoudly() throws IOException {
    publish(Map.of("held.parquet", LocalDate.of(2026, 11, 1)));
    // A folder that is not empty stands where the file was.
    Files.createDirectories(landing("held.parquet.d").resolveSibling("held.parquet/in"));
    try (OperationsDatabase database = OperationsDatabase.open(home, clock)) {
      assertThatThrownBy(() -> enforce(database)).hasMessageContaining("held.parquet");
    }
  }

  private Enforced enforce(OperationsDatabase database) throws IOException {
    Files.writeString(
        home.configuration(), "backup: {folder: '" + folder.resolve("backups") + "'}\n");
    Config config = TestWarehouse.config(home);
    return new Retention(home, config, clock, TestWarehouse.secrets(home), database)
        .enforce(
            new WarehouseRuns(
                database,
                () -> {
                  throw new AssertionError("needs no Spark");
                },
                Duration.ZERO),
            RunTrigger.COMMAND_LINE);
  }

  private Path report(Instant createdAt, String period) throws IOException {
    Path report = home.reports().resolve("700/weekly_community/" + period + "/revision-1");
    Files.createDirectories(report);
    Files.writeString(report.resolve("daily.csv"), "day");
    ReportManifest manifest = new ReportManifest(
        "weekly_community",
        700,
        new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 8)),
        Audience.MODERATORS,
        1,
        1,
        0,
        "1",
        "hash",
        List.of(),
        List.of(),
        "report.json",
        null,
        List.of(),
        createdAt,
        null);
    Files.writeString(new ReportFolder(report).manifestFile(), manifest.toJson());
    return report;
  }

  private Path landing(String name) throws IOException {
    Path file = home.landing().resolve("events").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "events");
  }

  private void publish(Map<String, LocalDate> landedOn) {
    Ledger ledger = new Ledger(
        Ledger.EMPTY.pending(),
        Ledger.EMPTY.filledUntil(),
        new TreeMap<>(landedOn),
        Ledger.EMPTY.guilds(),
        Ledger.EMPTY.sealed(),
        Ledger.EMPTY.arrivals(),
        Ledger.EMPTY.origins());
    new ReleaseStore(home.warehouse()).publish(new Release(1, NOW, 1, new TreeMap<>(), ledger));
  }

  private Path temporary(String name, Instant changedAt) throws IOException {
    Path left = home.temporary().resolve(name);
    Files.createDirectories(left);
    Files.writeString(left.resolve("rows"), "rows");
    return Files.setLastModifiedTime(left, FileTime.from(changedAt));
  }

  private Path executedNotebook(String name, Instant changedAt) throws IOException {
    Path file = NotebookFolder.of(home).runs().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
    return Files.setLastModifiedTime(file, FileTime.from(changedAt));
  }

  private Path certificate(String name) throws IOException {
    Path file = RetainedFiles.certificates(home).resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{}");
  }

  private Path backup(Instant createdAt) throws IOException {
    Path backup = folder.resolve("backups/guildhouse-" + createdAt.toString().replace(':', '-'));
    Files.createDirectories(backup);
    Files.writeString(
        backup.resolve("backup.json"),
        "{\"format\": 1, \"createdAt\": \"" + createdAt + "\", \"expiresAt\": \""
            + createdAt.plus(Duration.ofDays(30)) + "\", \"release\": 1, \"files\": []}");
    return backup;
  }

  private long run(Runs runs, Instant startedAt) {
    at = startedAt;
    try (StartedRun run =
        runs.start(new RunRequest("nightly", "all", null, RunTrigger.COMMAND_LINE))) {
      run.finish(RunEnd.without(RunState.SUCCEEDED, "done"));
      return run.number();
    }
  }

  private void deliver(Deliveries deliveries, Instant queuedAt, int revision) {
    at = queuedAt;
    deliveries.enqueue(new NewDelivery(
        700,
        "weekly_community",
        new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 8)),
        revision,
        9,
        "700/weekly_community/2025-W40/revision-" + revision));
  }
}

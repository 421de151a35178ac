package dev.guildhouse.schedules.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schedules.backup.Backup.Made;
import dev.guildhouse.schedules.backup.Restore.Restored;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscription;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscriptions;
import dev.guildhouse.schedules.privacy.FewMembers;
import dev.guildhouse.schedules.privacy.Forgetting;
import dev.guildhouse.schedules.privacy.OwnSearch;
import dev.guildhouse.schedules.privacy.SealHere;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup comes back without who was erased and without what was sealed since it was made. */
@Tag("acceptance")
class RestoreIT {
  private static final YearMonth MONTH = YearMonth.of(2026, 1);
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final Duration KEPT = Duration.ofDays(30);

  /** Known in both months; forgotten after the backup. */
  private static final long FORGOTTEN = 101;

  /** Known in January alone, which is sealed after the backup. */
  private static final long SEALED = 102;

  /** Known in February alone, which stays open. */
  private static final long OPEN = 103;

  @TempDir
  private Path folder;

  private Home home;
  private Path backups;
  private Instant now = START;
  private final InstantSource clock = () -> now;

  @BeforeEach
  void fill() throws IOException {
    home = new Home(folder.resolve("home"));
    backups = folder.resolve("backups");
    FewMembers.fill(home);
  }

  @Test
  void replaysErasuresAndSealsBeforeAnybodyCanRead() throws IOException {
    String forgotten = FewMembers.key(home, FORGOTTEN);
    String sealed = FewMembers.key(home, SEALED);
    String open = FewMembers.key(home, OPEN);
    try (OperationsDatabase database = OperationsDatabase.open(home, clock)) {
      new ReportSubscriptions(database).add(FewMembers.GUILD, "daily_brief", 70);
    }
    Made made = backup();
    assertThat(subscriptions(made.folder())).hasSize(1);
    OwnSearch inBackup = new OwnSearch(made.folder());
    assertThat(inBackup.holding(forgotten)).isNotEmpty();
    assertThat(inBackup.holding(sealed))
        .anyMatch(file -> file.startsWith("home/warehouse/months/2026-01/"));
    assertThat(topFolders(made.folder().resolve("home")))
        .contains("warehouse", "landing", "operations")
        .doesNotContain("secrets", "settings", "guildhouse.yaml", "journal", "tmp", "logs");

    now = now.plusSeconds(60);
    forget();
    seal();
    List<String> guildMonths = guildMonths();
    OwnSearch search = new OwnSearch(home.root());
    assertThat(search.holding(forgotten)).isEmpty();
    assertThat(outsideOfFebruary(search.holding(sealed))).isEmpty();
    now = now.plusSeconds(60);

    Restored restored = restore(made.folder());

    assertThat(restored.replayed())
        .containsExactly("erased members of guild 700 again", "sealed 2026-01 of guild 700 again");
    assertThat(search.holding(forgotten)).isEmpty();
    assertThat(outsideOfFebruary(search.holding(sealed))).isEmpty();
    assertThat(search.holding(open)).isNotEmpty();
    assertThat(guildMonths()).isEqualTo(guildMonths);
    assertThat(home.root().resolve("restoring")).doesNotExist();
    assertThat(TestWarehouse.of(home).lake().reader().sealed().holds(FewMembers.GUILD, MONTH))
        .isTrue();
  }

  @Test
  void isRefusedAndDeletedWhenItHasExpired() throws IOException {
    Made old = backup();
    now = START.plus(KEPT);
    assertThatThrownBy(() -> restore(old.folder()))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.USAGE))
        .hasMessageContaining("has expired");
    Made next = backup();
    assertThat(next.deleted()).isEqualTo(1);
    assertThat(old.folder()).doesNotExist();
    assertThat(next.folder()).exists();
  }

  @Test
  void isRefusedWithoutTheRecordOfSeals() throws IOException {
    Made made = backup();
    Home empty = new Home(folder.resolve("empty")).prepare();
    assertThatThrownBy(() -> restore(empty, made.folder()))
        .hasMessageContaining("no record of what was sealed and erased");
    assertThat(empty.warehouse()).doesNotExist();
  }

  @Test
  void aDamagedFileIsFoundBeforeAnythingIsReplaced() throws IOException {
    Made made = backup();
    Path file;
    try (Stream<Path> files = Files.walk(made.folder().resolve("home/warehouse"))) {
      file = files.filter(at -> at.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.write(file, new byte[] {1, 2, 3});
    List<String> before = guildMonths();
    assertThatThrownBy(() -> restore(made.folder()))
        .hasMessageContaining("is not the file that was copied");
    assertThat(guildMonths()).isEqualTo(before);
  }

  private Made backup() {
    try (OperationsDatabase database = OperationsDatabase.open(home, clock)) {
      return new Backup(home, clock, database, KEPT)
          .make(runs(database, home), RunTrigger.COMMAND_LINE, backups);
    }
  }

  private Restored restore(Path backup) {
    return restore(home, backup);
  }

  private Restored restore(Home into, Path backup) {
    return new Restore(
            into,
            TestWarehouse.config(into),
            clock,
            TestWarehouse.secrets(into),
            session -> {},
            Duration.ZERO)
        .restore(backup, at -> OperationsDatabase.open(at, clock), RunTrigger.COMMAND_LINE);
  }

  /** As a home that lost its operations database would get them. */
  private List<ReportSubscription> subscriptions(Path backup) throws IOException {
    Home empty = new Home(folder.resolve("empty"));
    OperationsCopy.restore(backup.resolve("home/operations").resolve(OperationsCopy.FILE), empty);
    try (OperationsDatabase database = OperationsDatabase.open(empty, clock)) {
      return new ReportSubscriptions(database).ofGuild(FewMembers.GUILD);
    }
  }

  private void forget() {
    try (OperationsDatabase database = OperationsDatabase.open(home, clock)) {
      new Forgetting(home, clock, TestWarehouse.secrets(home), () -> {}, List.of(), Duration.ZERO)
          .forget(runs(database, home), RunTrigger.COMMAND_LINE, FewMembers.GUILD, FORGOTTEN);
    }
  }

  private void seal() {
    SealHere.month(home, clock, MONTH);
  }

  private static WarehouseRuns runs(OperationsDatabase database, Home home) {
    return new WarehouseRuns(database, () -> TestWarehouse.of(home), Duration.ZERO);
  }

  private List<String> guildMonths() {
    return TestWarehouse.of(home)
        .lake()
        .reader()
        .table(Rollups.of(Entity.GUILD, Period.MONTH))
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /** Whoever was there in January may still be present in February, which is open. */
  private static List<String> outsideOfFebruary(List<String> files) {
    return files.stream()
        .filter(file -> !file.startsWith("warehouse/months/2026-02/"))
        .filter(file -> !file.startsWith("warehouse/whole/"))
        .toList();
  }

  private static List<String> topFolders(Path copied) throws IOException {
    try (Stream<Path> folders = Files.list(copied)) {
      return folders.map(at -> at.getFileName().toString()).toList();
    }
  }
}

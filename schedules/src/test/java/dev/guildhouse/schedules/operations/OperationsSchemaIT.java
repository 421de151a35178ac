package dev.guildhouse.schedules.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the operations database may hold, and that opening it is cheap once it is there. */
class OperationsSchemaIT {
  /** Every whole number there is. None of them can be a member key or a user id. */
  private static final List<String> NUMBERS = List.of(
      "deliveries.attempts",
      "deliveries.channel_id",
      "deliveries.guild_id",
      "deliveries.message_id",
      "deliveries.revision",
      "deliveries.worker_pid",
      "freshness.release_number",
      "leases.fencing_number",
      "leases.holder_pid",
      "run_days.guild_id",
      "run_days.row_count",
      "run_days.run_number",
      "runs.process_pid",
      "runs.release_number",
      "runs.row_count",
      "runs.run_number");

  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void holdsNoMember(Engine engine) {
    try (OperationsDatabase database = engine.open(InstantSource.system())) {
      assertThat(columns(database, "data_type IN ('bigint', 'integer', 'BIGINT', 'INTEGER')"))
          .containsExactlyElementsOf(NUMBERS);
      assertThat(columns(database, "1 = 1"))
          .hasSizeGreaterThan(NUMBERS.size())
          .noneMatch(column -> column.matches(".*(member|user|author|_key|secret).*"));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void databaseThatIsUpToDateIsSeenToBe(Engine engine) {
    try (OperationsDatabase database = engine.open(InstantSource.system())) {
      assertThat(database.<Boolean>transaction("look", Migrations::areDone)).isTrue();
      database.transaction(
          "pretend to be older",
          transaction -> transaction.update(
              "UPDATE \"schema_migrations\" SET \"version\" = '0' || \"version\""));
      assertThat(database.<Boolean>transaction("look", Migrations::areDone)).isFalse();
      database.transaction(
          "put it right",
          transaction -> transaction.update(
              "UPDATE \"schema_migrations\" SET \"version\" = substring(\"version\", 2)"));
    }
  }

  @Test
  void answeredCommitIsThereAfterTheFileWasClosedAndOpened() {
    Home home = new Home(folder);
    for (int times = 0; times < 2; times++) {
      try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
        database.transaction(
            "count",
            transaction -> transaction.update(
                "INSERT INTO freshness VALUES (?, DATE '2026-03-01', ?, 1)",
                "table " + transaction.list("SELECT * FROM freshness", row -> 1).size(),
                TestClock.START));
      }
    }
    try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
      assertThat(database.<List<String>>transaction(
              "look",
              transaction -> transaction.list(
                  "SELECT table_name FROM freshness ORDER BY 1", row -> row.text("table_name"))))
          .containsExactly("table 0", "table 1");
    }
  }

  @Test
  void aDamagedFileIsToldWithWhatBecomesOfItsContent() throws IOException {
    Home home = new Home(folder);
    OperationsDatabase.open(home, InstantSource.system()).close();
    Files.write(home.operations().resolve("guildhouse.mv.db"), new byte[3000]);

    assertThatThrownBy(() -> OperationsDatabase.open(home, InstantSource.system()))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("guildhouse.mv.db")
        .hasMessageContaining("put its backup back or move it away");
  }

  private static List<String> columns(OperationsDatabase database, String condition) {
    return database
        .<List<String>>transaction(
            "read the columns",
            transaction -> transaction.list(
                "SELECT table_name || '.' || column_name AS column_path"
                    + " FROM information_schema.columns WHERE table_schema = CURRENT_SCHEMA"
                    + " AND table_name <> 'schema_migrations' AND " + condition,
                row -> row.text("column_path").toLowerCase(Locale.ROOT)))
        .stream()
        .sorted()
        .toList();
  }
}

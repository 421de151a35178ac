package dev.guildhouse.schedules.notebooks.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.lake.Lake;
import dev.guildhouse.schedules.privacy.FewMembers;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("acceptance")
class OpenWarehouseIT {
  @TempDir
  private Path folder;

  private Home home;
  private OpenWarehouse warehouse;
  private Instant now = Instant.parse("2026-11-20T00:00:00Z");

  @BeforeEach
  void fill() throws IOException {
    home = new Home(folder).prepare();
    Lake lake = new Lake(
        FewMembers.fill(home).spark(),
        home.warehouse(),
        guild -> PrivacyMode.PSEUDONYMOUS,
        () -> now);
    warehouse = new OpenWarehouse(TestWarehouse.config(home), lake, () -> now);
  }

  @AfterEach
  void release() {
    warehouse.release();
  }

  @Test
  void aReleaseIsHeldWhileSomebodyWorksAndGivenFreeWhenNobodyDoes() throws IOException {
    assertThat(leases()).isZero();

    assertThat(warehouse.tables().table(Facts.MESSAGES).count()).isEqualTo(12);
    assertThat(warehouse.tables().table(Facts.MESSAGES).count()).isEqualTo(12);
    assertThat(leases()).isEqualTo(1);
    assertThat(warehouse.rest()).isFalse();

    now = now.plus(OpenWarehouse.IDLE);
    assertThat(warehouse.rest()).isTrue();
    assertThat(leases()).isZero();
    assertThat(warehouse.tables().table(Facts.MESSAGES).count()).isEqualTo(12);
  }

  @Test
  void aLeaseThatWasLostInSleepIsTakenAnew() throws IOException {
    long release = warehouse.tables().release();

    now = now.plus(Duration.ofMinutes(2));
    assertThat(warehouse.tables().table(Facts.MESSAGES).count()).isEqualTo(12);
    assertThat(warehouse.tables().release()).isEqualTo(release);
    warehouse.release();
    assertThat(leases()).isZero();
  }

  @Test
  void membersAndMessagesBearNumbersOfTheSessionThatJoin() {
    List<Row> joined = warehouse
        .tables()
        .table(Tables.named("messages"))
        .join(
            warehouse.tables().table(Tables.named("reactions")).drop("guild_id", "channel_id"),
            "message_id")
        .collectAsList();
    TreeSet<Long> members = new TreeSet<>();
    warehouse
        .tables()
        .table(Facts.MESSAGES)
        .select("member_key")
        .collectAsList()
        .forEach(row -> members.add(row.getLong(0)));

    assertThat(joined).hasSize(12);
    assertThat(members).hasSize(3);
    for (long user : List.of(101L, 102L, 103L)) {
      assertThat(members).doesNotContain(Long.parseLong(FewMembers.key(home, user)));
    }
  }

  @Test
  void aHomeThatWasNotPreparedSaysHow() {
    assertThatThrownBy(() -> OpenWarehouse.of(home, () -> now))
        .hasMessageContaining("guildhouse notebook --home");
  }

  private long leases() throws IOException {
    Path readers = home.warehouse().resolve("readers");
    if (!Files.isDirectory(readers)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(readers)) {
      return files.count();
    }
  }
}

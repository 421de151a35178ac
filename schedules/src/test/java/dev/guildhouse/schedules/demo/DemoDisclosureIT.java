package dev.guildhouse.schedules.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.warehouse.PublicSubtraction;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever holds all public tables of the demo beside each other finds nobody in them. The same is
 * tried with other tables wherever tests run; these take minutes to fill.
 */
@Tag("long")
class DemoDisclosureIT {
  @TempDir
  private Path folder;

  @Test
  void noCellOfFewerThanFiveMembersComesOutBySubtraction() {
    Home home = new Home(folder).prepare();
    DemoSource source = new DemoSource(
        home, installation(), InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z")));
    GuildSecrets secrets = new GuildSecrets(TestWarehouse.secrets(home));
    source.importSample(secrets);
    source.simulate(secrets);
    WarehouseSession session = TestWarehouse.of(home);
    session.runner().backfill(DemoSource.days(), Reprocess.MISSING, TestWarehouse.LEASE, 1);
    TableReader tables = session.lake().reader();

    PublicSubtraction sample =
        new PublicSubtraction(tables, DemoSource.SAMPLE_DAYS, DemoSource.days().to());
    assertThat(sample.leaks()).isEmpty();
    assertThat(sample.shown()).isGreaterThan(10);

    PublicSubtraction invented =
        new PublicSubtraction(tables, DemoSource.lastWeek(), DemoSource.days().to());
    assertThat(invented.leaks()).isEmpty();
    assertThat(invented.shown()).isGreaterThan(1_000);
  }

  private static Path installation() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("samples")) ? here : here.getParent();
  }
}

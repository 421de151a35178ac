package dev.guildhouse.schedules.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IgnoringTest {
  @TempDir
  private Path folder;

  @Test
  void idOfWhoIsIgnoredGoesBeforeAnythingIsCountedAnew() {
    TestClock clock = new TestClock();
    Home home = new Home(folder);
    SecretStore store = SecretStore.of(home, Config.Master.NONE);
    Subscribers subscribers = new Subscribers(store);
    subscribers.add(7, 5, TestClock.START);
    subscribers.add(7, 6, TestClock.START);
    try (OperationsDatabase database = Engine.H2.open(clock)) {
      WarehouseRuns runs = new WarehouseRuns(
          database,
          () -> {
            throw new IllegalStateException("Spark does not start");
          },
          Duration.ZERO);
      Ignoring ignoring = new Ignoring(home, clock, store);
      assertThatThrownBy(() -> ignoring.ignore(runs, RunTrigger.COMMAND_LINE, 7, 5))
          .hasRootCauseMessage("Spark does not start");
    }
    assertThat(subscribers.of(7)).containsOnlyKeys(6L);
  }
}

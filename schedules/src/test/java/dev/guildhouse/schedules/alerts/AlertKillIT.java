package dev.guildhouse.schedules.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies while it tells alerts, and the one that is started after it. */
@Tag("acceptance")
class AlertKillIT {
  @TempDir
  private Path folder;

  @Test
  void eachStepOfEachAlertIsQueuedOnce() throws Exception {
    Home home = new Home(folder).prepare();
    Files.writeString(home.configuration(), "guilds: [{id: 8, alerts: {channel: 99}}]\n");
    for (String stop : List.of("alerts.entered", "alerts.queued")) {
      try (ChildJvm doomed = start(home, "-D" + StopPoint.PROPERTY + "=" + stop)) {
        List<String> output = doomed.lines();
        assertThat(doomed.exitCode())
            .as(() -> String.join("\n", output))
            .isEqualTo(StopPoint.EXIT_CODE);
      }
      assertThat(queued(home)).isEqualTo(stop.equals("alerts.entered") ? 0 : 1);
    }
    for (int times = 0; times < 2; times++) {
      try (ChildJvm next = start(home)) {
        assertThat(next.lines()).isEmpty();
        assertThat(next.exitCode()).isZero();
      }
      assertThat(queued(home)).isEqualTo(4);
    }
  }

  private static ChildJvm start(Home home, String... options) throws Exception {
    return ChildJvm.start(List.of(options), AlertOnce.class, home.root().toString());
  }

  private static int queued(Home home) {
    try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
      return new Deliveries(database, Duration.ofMinutes(10))
          .status()
          .counts()
          .get(DeliveryState.PENDING);
    }
  }
}

package dev.guildhouse.schedules.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.status.StatusPage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusPartTest {
  private static final String TOKEN = "a token of operators";

  @TempDir
  private Path folder;

  private final List<Part> parts = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();

  @Test
  void livesAndIsReadyWhileAllPartsAreWell() {
    parts.add(part("one", Part.Health.WELL));
    assertThat(page("/health")).isEqualTo(StatusPage.text(200, "ok\n"));
    assertThat(page("/ready")).isEqualTo(StatusPage.text(200, "ok\n"));
  }

  @Test
  void partThatIsNotWellMakesItUnreadyAndDegradedButAlive() {
    parts.add(part("one", Part.Health.WELL));
    parts.add(part("deliveries", Part.Health.unwell("Cannot log in")));
    assertThat(page("/health"))
        .isEqualTo(StatusPage.text(200, "degraded\ndeliveries: Cannot log in\n"));
    assertThat(page("/ready").status()).isEqualTo(503);
  }

  @Test
  void alertsDegradeItAndLeaveItReady() {
    alerts.add("The schedule nightly failed for good");
    assertThat(page("/health").body()).startsWith("degraded\n").contains("nightly");
    assertThat(page("/ready").status()).isEqualTo(200);
    assertThat(page("/metrics").body())
        .contains("guildhouse_alerts 1", "guildhouse_memory_used_bytes ");
  }

  @Test
  void numbersOfPartsAreMeasured() {
    parts.add(part("one", Part.Health.WELL));
    assertThat(page("/metrics").body())
        .contains("# TYPE some gauge\nsome{part=\"one\"} 7\nsome 8\n");
  }

  @Test
  void reportIsOnlyForWhoHasTheToken() {
    for (Optional<String> bearer :
        List.of(Optional.<String>empty(), Optional.of("guess"), Optional.of(TOKEN + " "))) {
      assertThat(page("/diff-report", bearer, "30d").status()).isEqualTo(401);
    }
    assertThat(page("/diff-report", Optional.of(TOKEN), "30 feb").status()).isEqualTo(400);
    assertThat(page("/elsewhere").status()).isEqualTo(404);
  }

  private StatusPage page(String path) {
    return page(path, Optional.empty(), "30d");
  }

  private StatusPage page(String path, Optional<String> bearer, String range) {
    Home home = new Home(folder);
    InstantSource clock = InstantSource.system();
    Config config = Config.load(home.configuration(), Map.of("GUILDHOUSE_SERVE_TOKEN", TOKEN));
    try (OperationsDatabase database = Engine.H2.open(clock)) {
      ServeContext context = new ServeContext(
          home, config, clock, database, new WarmSession(home, config, clock, database));
      return new StatusPart(context, () -> parts, () -> alerts)
          .page(new StatusPage.Request(path, Map.of("range", range), bearer));
    }
  }

  private static Part part(String name, Part.Health health) {
    return new Part() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void start() {
        // It is a name and a state.
      }

      @Override
      public Health health() {
        return health;
      }

      @Override
      public void measure(Metrics metrics) {
        metrics.add("some", "gauge", "Some number.", values -> {
          values.accept("part=\"" + name + "\"", 7L);
          values.accept("", 8L);
        });
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}

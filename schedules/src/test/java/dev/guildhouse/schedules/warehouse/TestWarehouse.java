package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.jobs.lake.spark.Sessions;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.SecretStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Warehouses of tests: homes of their own, one Spark session for all, which outlives each home. */
public final class TestWarehouse {
  /** Held by nobody else, as every test has its own home. */
  public static final WriterLease LEASE = lease(1);

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z"));

  private static final Map<String, String> ENVIRONMENT =
      Map.of("GUILDHOUSE_SPARK_MASTER", "local[2]");

  private static final Path SCRATCH = scratch();

  private TestWarehouse() {}

  /** A lease with a fencing number of one's own. */
  public static WriterLease lease(long fence) {
    return new WriterLease() {
      @Override
      public long fence() {
        return fence;
      }

      @Override
      public void check() {}
    };
  }

  public static Config config(Home home) {
    return Config.load(home.configuration(), ENVIRONMENT);
  }

  public static SecretStore secrets(Home home) {
    return SecretStore.of(home, Config.Master.NONE);
  }

  public static WarehouseSession of(Home home) {
    openSession();
    return WarehouseSession.open(home, config(home), CLOCK);
  }

  /** Opens the session of all tests, which every warehouse of this JVM then uses. */
  public static void openSession() {
    Sessions.open(Config.load(SCRATCH.resolve("none.yaml"), ENVIRONMENT).spark(), SCRATCH);
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("guildhouse-spark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

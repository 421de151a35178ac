package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.lake.Sessions;
import dev.guildhouse.jobs.lake.WriterLease;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
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
  public static final WriterLease LEASE = new WriterLease() {
    @Override
    public long fence() {
      return 1;
    }

    @Override
    public void check() {}
  };

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z"));

  private static final Path SCRATCH = scratch();

  private TestWarehouse() {}

  public static WarehouseSession of(Home home) {
    Config config =
        Config.load(home.configuration(), Map.of("GUILDHOUSE_SPARK_MASTER", "local[2]"));
    Sessions.open(config.spark(), SCRATCH);
    return WarehouseSession.open(home, config, CLOCK);
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("guildhouse-spark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

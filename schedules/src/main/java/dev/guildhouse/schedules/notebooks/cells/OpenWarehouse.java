package dev.guildhouse.schedules.notebooks.cells;

import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.Lake;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.schedules.notebooks.NotebookFolder;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse of a kernel. It holds one release while somebody works, so that all cells see the same
 * night; a notebook that is left open gives it free, as an erasure and a seal wait for readers.
 */
final class OpenWarehouse {
  /** How long a release is held after it was last asked for, unless Spark still reads. */
  static final Duration IDLE = Duration.ofMinutes(10);

  private final Config config;
  private final SparkSession spark;
  private final Lake lake;
  private final InstantSource clock;
  private final UserDefinedFunction token = SessionTokens.draw();
  private @Nullable HeldRelease held;
  private long usedAt;

  OpenWarehouse(Config config, Lake lake, InstantSource clock) {
    this.config = config;
    this.spark = lake.spark();
    this.lake = lake;
    this.clock = clock;
  }

  /**
   * Opens that of a home.
   *
   * @throws WarehouseException with code USAGE when the home was not prepared for notebooks
   */
  static OpenWarehouse of(Home home, InstantSource clock) {
    Path settings = NotebookFolder.settings(home);
    if (!Files.exists(settings)) {
      throw WarehouseException.usage(
          "open the tables of " + home.root(),
          "there is no " + settings,
          "Prepare it: guildhouse notebook --home " + home.root());
    }
    Config config = readOnly(Config.load(settings, Map.of()), home);
    Lake lake = WarehouseSession.open(home, config, clock).lake();
    OpenWarehouse opened = new OpenWarehouse(config, lake, clock);
    opened.watch();
    Runtime.getRuntime().addShutdownHook(new Thread(opened::release, "release-tables"));
    return opened;
  }

  /** So that no slip of a cell changes what all others read. */
  private static Config readOnly(Config config, Home home) {
    Map<String, String> settings = new HashMap<>(config.spark().settings());
    settings.putAll(ReadOnlyFileSystem.settings(home.warehouse()));
    return config.with(new Config.Spark(config.spark().master(), settings));
  }

  private void watch() {
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
      Thread thread = new Thread(task, "idle-tables");
      thread.setDaemon(true);
      return thread;
    });
    long pause = IDLE.toMillis() / 10;
    var unused = watch.scheduleWithFixedDelay(this::rest, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** The tables of the release that is held; of the current one where none is. */
  synchronized TableReader tables() {
    usedAt = clock.millis();
    HeldRelease open = held;
    if (open == null || !open.isHeld()) {
      release();
      open = lake.open("notebook");
      held = open;
    }
    return SessionTokens.of(open, token);
  }

  /** Gives the release free if nobody uses it; yields whether none is held now. */
  synchronized boolean rest() {
    boolean isRead = spark.sparkContext().statusTracker().getActiveJobIds().length > 0;
    if (isRead) {
      usedAt = clock.millis();
    } else if (clock.millis() - usedAt >= IDLE.toMillis()) {
      release();
    }
    return held == null;
  }

  /** Gives the release free; the next cell that asks for tables gets the current one. */
  synchronized void release() {
    HeldRelease open = held;
    held = null;
    if (open != null) {
      open.close();
    }
  }

  /** What is filled, by the release that is current. */
  Ledger ledger() {
    return lake.releases().current().ledger();
  }

  Config config() {
    return config;
  }

  SparkSession spark() {
    return spark;
  }
}

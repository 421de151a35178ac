package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.kpis.KpiTargets;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * One Spark session for all that a process does, started once and started anew when it ended, as
 * after the proof of a sealed month. Work of schedules and answers to commands share it fairly: each
 * asks for it in its own thread and names its pool.
 */
public final class WarmSession implements AutoCloseable {
  /** Who asks for work, and so how it shares the cores. */
  public enum Pool {
    /** Schedules, one after the other. */
    JOBS("jobs"),
    /** People, who wait. */
    COMMANDS("commands");

    private final String text;

    Pool(String text) {
      this.text = text;
    }
  }

  private static final String POOL = "spark.scheduler.pool";

  private final Home home;
  private final Config config;
  private final InstantSource clock;
  private final OperationsDatabase database;
  private @Nullable WarehouseSession session;

  public WarmSession(Home home, Config config, InstantSource clock, OperationsDatabase database) {
    this.home = home;
    this.config = config;
    this.clock = clock;
    this.database = database;
  }

  /**
   * The session for work of this thread.
   *
   * @param group a name under which it can be cancelled
   */
  public WarehouseSession forWork(Pool pool, String group) {
    WarehouseSession open = open();
    SparkContext context = open.spark().sparkContext();
    context.setLocalProperty(POOL, pool.text);
    context.setJobGroup(group, group, true);
    return open;
  }

  /** Ends what {@link #forWork} set for this thread. */
  public void endWork() {
    ifOpen(context -> {
      context.clearJobGroup();
      context.setLocalProperty(POOL, null);
    });
  }

  /** Cancels the work of a group, which fails in its own thread. */
  public void cancel(String group) {
    ifOpen(context -> context.cancelJobGroup(group));
  }

  private synchronized WarehouseSession open() {
    WarehouseSession open = session;
    if (open == null || open.spark().sparkContext().isStopped()) {
      open =
          WarehouseSession.open(home, fair(), clock).judging(() -> new KpiTargets(database).all());
      session = open;
    }
    return open;
  }

  private Config fair() {
    Map<String, String> settings = new HashMap<>(config.spark().settings());
    settings.putIfAbsent("spark.scheduler.mode", "FAIR");
    return config.with(new Config.Spark(config.spark().master(), settings));
  }

  private void ifOpen(Consumer<SparkContext> work) {
    Optional<SparkContext> context;
    synchronized (this) {
      context = Optional.ofNullable(session)
          .map(open -> open.spark().sparkContext())
          .filter(open -> !open.isStopped());
    }
    context.ifPresent(work);
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}

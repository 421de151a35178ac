package dev.guildhouse.collector.live;

import dev.guildhouse.collector.catchup.GapProgress;
import dev.guildhouse.collector.discord.GatewayAddress;
import dev.guildhouse.collector.discord.RestConnection;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.status.StatusServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.utils.SessionController;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live collector of one process: its shards, from the gateway to landing files. It runs until it
 * is stopped, or until something fails that a person has to see to.
 */
public final class Collector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  private final List<ShardCollector> shards = new ArrayList<>();
  private final Counters counters = new Counters();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "collector-clock"));
  private @Nullable RestConnection rest;
  private @Nullable StatusServer status;
  private boolean isClosed;

  private Collector() {}

  /** Starts to collect as the configuration says. */
  public static Collector start(Home home, Config config, InstantSource clock) {
    return start(home, config, CollectorSettings.of(config), clock);
  }

  /**
   * Starts to collect; returns before the gateway is connected.
   *
   * @throws dev.guildhouse.schema.WarehouseException when a shard is another collector's, or the home
   *     cannot be used
   */
  public static Collector start(
      Home home, Config config, CollectorSettings settings, InstantSource clock) {
    config.discord().requireToken();
    Collector collector = new Collector();
    boolean isStarted = false;
    try {
      collector.open(home, config, settings, clock);
      isStarted = true;
      return collector;
    } finally {
      if (!isStarted) {
        collector.close();
      }
    }
  }

  private void open(Home home, Config config, CollectorSettings settings, InstantSource clock) {
    RestCalls calls = null;
    if (config.collector().families().contains(Family.MESSAGES)) {
      // One for all shards, so that all obey the same limits.
      rest = RestConnection.open(config.discord(), counters.rateLimits());
      calls = new RestCalls(rest.jda());
    }
    SessionController sessions =
        new GatewayAddress(config.discord().gatewayUrl().toString());
    for (int shard : config.collector().shards()) {
      shards.add(new ShardCollector(
          home,
          config,
          new Gateway.Shard(shard, config.collector().shardTotal()),
          settings,
          sessions,
          calls,
          counters,
          clock,
          this::fail));
    }
    Integer port = config.collector().port();
    if (port != null) {
      status = StatusServer.open(
          "collector",
          config.collector().address(),
          port,
          new StatusPages(shards, counters, clock, this::failure)::page);
    }
    shards.forEach(ShardCollector::start);
    long every = settings.tick().toMillis();
    var unused = ticker.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      shards.forEach(ShardCollector::tick);
    } catch (RuntimeException failure) {
      fail(failure);
    }
  }

  private void fail(RuntimeException failure) {
    if (end.completeExceptionally(failure)) {
      LOG.error("The collector stops: {}", failure.getMessage());
    }
  }

  private Optional<Throwable> failure() {
    return end.isCompletedExceptionally()
        ? Optional.of(end.handle((nothing, failure) -> failure).join())
        : Optional.empty();
  }

  /** Whether every shard is connected and takes events. */
  public boolean isReady() {
    return failure().isEmpty() && shards.stream().allMatch(ShardCollector::isConnected);
  }

  /** Guilds that are watched now. */
  public int guilds() {
    return shards.stream().mapToInt(ShardCollector::guilds).sum();
  }

  /** Guilds of which REST has not yet told what was missed. */
  public int guildsBehind() {
    return shards.stream()
        .flatMap(shard -> shard.gaps().stream())
        .mapToInt(GapProgress::guilds)
        .sum();
  }

  /** Events of each type that were handed to the journal since the start. */
  public Map<EventType, Long> events() {
    return counters.events();
  }

  /** Events on the disk since the start. */
  public long taken() {
    return shards.stream().mapToLong(shard -> shard.journal().taken()).sum();
  }

  /**
   * Waits until it is stopped.
   *
   * @throws RuntimeException what ended it, if nobody stopped it
   */
  public void await() throws InterruptedException {
    try {
      end.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** All at once, because each may wait for Discord and for its disk. */
  private void closeShards() {
    List<CompletableFuture<Void>> closing = shards.stream()
        .map(shard -> CompletableFuture.runAsync(
            shard::close, work -> new Thread(work, "collector-stop-" + shard.id()).start()))
        .toList();
    for (CompletableFuture<Void> one : closing) {
      try {
        one.join();
      } catch (CompletionException e) {
        fail(e.getCause() instanceof RuntimeException failure ? failure : e);
      }
    }
  }

  /** Ends the watch, lands what was taken, and gives the shards free. */
  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    ticker.shutdown();
    try {
      if (!ticker.awaitTermination(Duration.ofSeconds(5).toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("A task of the clock does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    StatusServer server = status;
    if (server != null) {
      server.close();
    }
    closeShards();
    RestConnection connection = rest;
    if (connection != null) {
      connection.close();
    }
    end.complete(null);
  }
}

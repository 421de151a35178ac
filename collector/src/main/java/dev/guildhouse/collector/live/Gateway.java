package dev.guildhouse.collector.live;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.utils.IOUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one shard connected until it is stopped: JDA resumes and reconnects by itself, and when it
 * gives up, a new one is started. Where Discord refuses an intent, it goes on with less.
 */
final class Gateway implements AutoCloseable {
  /** One of several connections of a bot, and how many there are. */
  record Shard(int id, int total) {}

  /** Discord sends members with a guild up to this many. */
  private static final int LARGE_THRESHOLD = 50;

  private static final Duration SHUTDOWN = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Config.Discord discord;
  private final Shard shard;
  private final SessionController sessions;
  private final ShardFeed feed;
  private final Counters counters;
  private final InstantSource clock;
  private final Consumer<RuntimeException> fatal;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread keeper;
  private final Deque<Intents> lesser;
  private final Duration firstPause;
  private volatile Intents intents;
  private volatile @Nullable JDA jda;

  /**
   * @param firstPause between two logins; doubles while they fail
   * @param fatal takes the failure after which nothing more can be collected
   */
  Gateway(
      Config.Discord discord,
      Shard shard,
      Intents needed,
      SessionController sessions,
      ShardFeed feed,
      Counters counters,
      InstantSource clock,
      Duration firstPause,
      Consumer<RuntimeException> fatal) {
    this.discord = discord;
    this.shard = shard;
    this.sessions = sessions;
    this.feed = feed;
    this.counters = counters;
    this.clock = clock;
    this.fatal = fatal;
    this.firstPause = firstPause;
    this.intents = needed;
    this.lesser = new ArrayDeque<>(needed.withLess());
    this.keeper = new Thread(this::keep, "gateway-" + shard.id());
  }

  void start() {
    keeper.start();
  }

  /** The connection of now, if there is one. */
  @Nullable
  JDA connection() {
    return jda;
  }

  /** Whether the gateway sends events. */
  boolean isConnected() {
    JDA current = jda;
    return current != null && current.getStatus() == JDA.Status.CONNECTED;
  }

  private void keep() {
    Duration pause = firstPause;
    try {
      while (stopping.getCount() > 0) {
        GatewayListener listener =
            new GatewayListener(feed, counters, clock, this::ready, this::stopWith);
        if (connect(listener)) {
          CloseCode code = listener.awaitEnd(stopping);
          pause = listener.wasReady() ? firstPause : pause;
          end();
          if (stopping.getCount() == 0) {
            return;
          }
          feed.lost();
          if (!goOnAfter(code)) {
            return;
          }
        }
        if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
            ? pause.multipliedBy(2)
            : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /** Logs in; false when that is worth another try. */
  private boolean connect(GatewayListener listener) throws InterruptedException {
    try {
      JDABuilder builder = JDABuilder.createLight(
              discord.requireToken().reveal(), intents.granted())
          .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl().toString()))
          .setHttpClientBuilder(IOUtil.newHttpClientBuilder().addInterceptor(counters.rateLimits()))
          .setSessionController(sessions)
          .setRawEventsEnabled(true)
          .setLargeThreshold(LARGE_THRESHOLD)
          .setEnableShutdownHook(false)
          .addEventListeners(listener);
      if (shard.total() > 1) {
        builder.useSharding(shard.id(), shard.total());
      }
      JDA built = builder.build();
      TolerantHandler.around((JDAImpl) built);
      jda = built;
      return true;
    } catch (InvalidTokenException e) {
      stopWith(WarehouseException.failed(
          "log in to Discord",
          "it does not accept the token",
          "Copy the bot's token anew from the developer portal into GUILDHOUSE_DISCORD_TOKEN.",
          e));
      stopping.await();
      return false;
    } catch (RuntimeException e) {
      LOG.warn(
          "Cannot reach Discord at {}: {}; trying again",
          discord.restUrl(),
          e.getClass().getSimpleName());
      return false;
    }
  }

  /** What to do after the gateway has closed for good; false when nothing is left to try. */
  private boolean goOnAfter(@Nullable CloseCode code) {
    if (code == CloseCode.DISALLOWED_INTENTS) {
      Intents less = lesser.poll();
      if (less != null) {
        intents = less;
        feed.use(less);
        LOG.info("Discord refuses these intents; trying with less");
        return true;
      }
      stopWith(WarehouseException.failed(
          "collect events",
          "Discord refuses the intents of this bot, even without the privileged ones",
          "Look at the bot in the developer portal: it may be disabled."));
      return false;
    } else if (code != null && !code.isReconnect()) {
      stopWith(WarehouseException.failed(
          "stay connected to Discord",
          "the gateway closed with " + code.getCode() + " (" + code.getMeaning() + ")",
          "Check discord.token and collector.shards, then start the collector again."));
      return false;
    }
    LOG.warn("The connection ended; starting another");
    return true;
  }

  /** Only a session that began tells what exactly was refused. */
  private void ready() {
    if (!intents.refused().isEmpty()) {
      LOG.warn("{}", intents.explanation());
    }
  }

  private void stopWith(RuntimeException failure) {
    fatal.accept(failure);
  }

  private void end() {
    JDA current = jda;
    jda = null;
    if (current == null) {
      return;
    }
    current.shutdownNow();
    try {
      if (!current.awaitShutdown(SHUTDOWN)) {
        LOG.warn("Discord's library does not end within {}", SHUTDOWN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    try {
      keeper.join(SHUTDOWN.multipliedBy(2).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

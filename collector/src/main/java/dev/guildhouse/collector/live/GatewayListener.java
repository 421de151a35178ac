package dev.guildhouse.collector.live;

import dev.guildhouse.collector.live.mapping.Dispatch;
import dev.guildhouse.collector.live.mapping.GatewaySession;
import dev.guildhouse.collector.live.mapping.Payload;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.utils.data.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Hands what one connection sends to the feed, on the gateway's own thread and so in order. It reads
 * the dispatches as they came: JDA's own events leave out whatever is not in its caches.
 */
final class GatewayListener implements EventListener {
  private final ShardFeed feed;
  private final Counters counters;
  private final InstantSource clock;
  private final Runnable ready;
  private final Consumer<RuntimeException> fatal;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable CloseCode closeCode;
  private volatile boolean wasReady;

  GatewayListener(
      ShardFeed feed,
      Counters counters,
      InstantSource clock,
      Runnable ready,
      Consumer<RuntimeException> fatal) {
    this.feed = feed;
    this.counters = counters;
    this.clock = clock;
    this.ready = ready;
    this.fatal = fatal;
  }

  @Override
  public void onEvent(GenericEvent event) {
    try {
      if (event instanceof RawGatewayEvent raw) {
        dispatch(raw);
      } else if (event instanceof GatewayPingEvent) {
        feed.alive(clock.instant());
      } else if (event instanceof SessionInvalidateEvent) {
        feed.lost();
      } else if (event instanceof SessionResumeEvent) {
        counters.sessionResumed();
      } else if (event instanceof ShutdownEvent shutdown) {
        closeCode = shutdown.getCloseCode();
        ended.countDown();
      }
    } catch (RuntimeException failure) {
      // JDA would only log it, and go on losing events.
      fatal.accept(failure);
    }
  }

  private void dispatch(RawGatewayEvent raw) {
    if (raw.getType().equals("READY")) {
      wasReady = true;
      counters.sessionBegan();
      ready.run();
      feed.begin(raw.getPayload().getString("session_id"), clock.instant());
      return;
    }
    Optional<GatewaySession> session = feed.session();
    if (session.isPresent() && raw.getPackage().isType("d", DataType.OBJECT)) {
      feed.take(new Dispatch(
          raw.getType(),
          new Payload(raw.getPayload()),
          session.get(),
          raw.getPackage().getLong("s", raw.getResponseNumber()),
          clock.instant()));
    }
  }

  /** Waits until JDA has given up, or somebody wants to stop. */
  @Nullable
  CloseCode awaitEnd(CountDownLatch stopping) throws InterruptedException {
    while (stopping.getCount() > 0 && !ended.await(200, TimeUnit.MILLISECONDS)) {
      // Both are looked at in turn.
    }
    return closeCode;
  }

  /** Whether a session ever began. */
  boolean wasReady() {
    return wasReady;
  }
}

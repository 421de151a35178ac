package dev.guildhouse.collector.live.guilds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * What happened to whom within the last moments. Some servers send kicks and bans twice, and one hit
 * of AutoMod comes once for each of its actions.
 */
public final class RecentMoments {
  private static final int REMEMBERED = 1 << 10;

  private final Map<String, Instant> last = new HashMap<>();
  private final ArrayDeque<String> order = new ArrayDeque<>();

  /** True if this happened within a span before; notes that it happened. */
  public boolean isRepeat(String what, Instant at, Duration span) {
    Instant before = last.get(what);
    if (before != null && at.isBefore(before.plus(span))) {
      return true;
    }
    if (last.put(what, at) == null) {
      order.add(what);
    }
    if (order.size() > REMEMBERED) {
      last.remove(order.remove());
    }
    return false;
  }

  /** Forgets that something happened: after this, it may happen again. */
  public void forget(String what) {
    if (last.remove(what) != null) {
      order.remove(what);
    }
  }
}

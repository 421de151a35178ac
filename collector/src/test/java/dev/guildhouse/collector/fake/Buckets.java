package dev.guildhouse.collector.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rate limits per route and channel. They go by real time, because the client waits in real time.
 */
final class Buckets {
  private static final Pattern LAST_ID = Pattern.compile("/\\d+$");

  private record Rule(Pattern requests, int limit, Duration window) {}

  /** A window of one bucket and how often it may still be used. */
  record Window(String bucket, int limit, int remaining, Instant resetAt) {}

  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<String, Window> windows = new HashMap<>();

  synchronized void limit(String requests, int limit, Duration window) {
    rules.put(requests, new Rule(Pattern.compile(requests), limit, window));
  }

  /** Counts one request; yields the window it fell into, with -1 remaining if it is too many. */
  synchronized Optional<Window> count(String request) {
    Instant now = Instant.now();
    for (Rule rule : rules.values()) {
      if (rule.requests().matcher(request).matches()) {
        String bucket =
            Integer.toHexString(LAST_ID.matcher(request).replaceAll("").hashCode());
        Window window = windows.get(bucket);
        if (window == null || !now.isBefore(window.resetAt())) {
          window = new Window(bucket, rule.limit(), rule.limit(), now.plus(rule.window()));
        }
        window = new Window(
            bucket, rule.limit(), Math.max(-1, window.remaining() - 1), window.resetAt());
        windows.put(bucket, window);
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }
}

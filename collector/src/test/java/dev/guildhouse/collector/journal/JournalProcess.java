package dev.guildhouse.collector.journal;

import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.landing.LandingLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Takes events as fast as it can in a process of its own, lands them meanwhile, and says after each
 * group how many it counts as taken. The last events of an earlier run come again, as a redelivery.
 */
public final class JournalProcess {
  private static final int TOGETHER = 25;
  private static final int REDELIVERED = 100;

  /** Segments of a few hundred events, so that landing is always under way. */
  static final JournalSettings SETTINGS = new JournalSettings(
      Duration.ofMillis(1), 256, 2_048, 40_000, Duration.ofMillis(200), 1 << 14);

  private JournalProcess() {}

  /**
   * @param arguments the home, the first event, and how many to take
   */
  public static void main(String[] arguments) {
    JournalHome place = new JournalHome(Path.of(arguments[0]));
    long first = Math.max(0, Long.parseLong(arguments[1]) - REDELIVERED);
    long end = first + Long.parseLong(arguments[2]);
    try (Journal journal = Journal.open(place.home(), 0, SETTINGS, InstantSource.system());
        JournalLander lander =
            new JournalLander(journal, new LandingFiles(LandingLayout.of(place.home()))).start()) {
      ArrayDeque<CompletableFuture<Void>> asked = new ArrayDeque<>();
      long told = first;
      for (long next = first; next < end; next += TOGETHER) {
        asked.add(journal.append(events(next)));
        while (!asked.isEmpty() && (asked.peek().isDone() || asked.size() > 40)) {
          asked.remove().join();
          told += TOGETHER;
          System.out.println(told);
        }
      }
      for (CompletableFuture<Void> left : asked) {
        left.join();
        told += TOGETHER;
        System.out.println(told);
      }
      journal.finish();
    }
  }

  private static List<RawEvent> events(long from) {
    Instant now = Instant.now();
    return JournalHome.events(from, from + TOGETHER).stream()
        .map(event -> event.receivedAgainAt(now))
        .toList();
  }
}

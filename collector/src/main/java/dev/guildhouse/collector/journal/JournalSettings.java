package dev.guildhouse.collector.journal;

import java.time.Duration;

/**
 * How the journal works.
 *
 * @param linger how long a first event waits for others before they go to the disk together; at most
 *     100 ms
 * @param groupEvents events that are not kept waiting for more
 * @param queueEvents events in memory beyond which appending blocks
 * @param segmentBytes size from which a segment is closed, and so landed
 * @param segmentAge age of its first event from which a segment is closed
 * @param remembered newest events whose repeats are known, across restarts too
 */
public record JournalSettings(
    Duration linger,
    int groupEvents,
    int queueEvents,
    long segmentBytes,
    Duration segmentAge,
    int remembered) {
  private static final Duration LONGEST_LINGER = Duration.ofMillis(100);

  /** Fits a heap of 256 MiB. */
  public static final JournalSettings USUAL = new JournalSettings(
      Duration.ofMillis(20), 4_096, 16_384, 16L << 20, Duration.ofMinutes(5), 1 << 16);

  public JournalSettings {
    if (linger.isNegative() || linger.compareTo(LONGEST_LINGER) > 0) {
      throw new IllegalArgumentException(
          "a linger of " + linger + " is not between 0 and " + LONGEST_LINGER);
    }
    if (groupEvents < 1 || queueEvents < groupEvents || segmentBytes < 1 || remembered < 1) {
      throw new IllegalArgumentException("a queue smaller than a group, or a size below 1");
    }
  }

  /** The same with another age, at which segments are closed and landed. */
  public JournalSettings landingEvery(Duration age) {
    return new JournalSettings(linger, groupEvents, queueEvents, segmentBytes, age, remembered);
  }
}

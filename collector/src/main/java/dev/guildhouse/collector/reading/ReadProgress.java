package dev.guildhouse.collector.reading;

import java.time.Duration;
import java.util.Optional;

/**
 * How far the reading of a guild is.
 *
 * @param messages taken so far
 * @param share of the time to be read, over all channels alike, from 0 to 1
 * @param elapsed since it began
 */
public record ReadProgress(
    int channelsDone, int channels, long messages, double share, Duration elapsed) {
  /** Messages a second. */
  public double rate() {
    double seconds = elapsed.toMillis() / 1_000.0;
    return seconds == 0 ? 0 : messages / seconds;
  }

  /** How long the rest takes if it goes on like this; empty at the very beginning. */
  public Optional<Duration> left() {
    return share < 0.001
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (elapsed.toMillis() * (1 - share) / share)));
  }
}

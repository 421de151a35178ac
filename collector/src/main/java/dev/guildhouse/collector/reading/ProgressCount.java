package dev.guildhouse.collector.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Adds up how far the channels of a guild are. Safe for several threads. */
public final class ProgressCount {
  private final ReadListener listener;
  private final int channels;
  private final long startNanos = System.nanoTime();
  private final Map<Long, Double> shares = new HashMap<>();
  private int done;
  private long messages;

  public ProgressCount(ReadListener listener, int channels) {
    this.listener = listener;
    this.channels = channels;
  }

  /** A page of a channel was taken. */
  public void took(long channelId, int count, Instant from, Instant at, Instant until) {
    double share = Duration.between(from, at).toMillis()
        / (double) Math.max(1, Duration.between(from, until).toMillis());
    synchronized (this) {
      messages += count;
      shares.merge(channelId, Math.min(1, Math.max(0, share)), Math::max);
    }
    listener.progressed(now());
  }

  public void finished(ChannelResult result) {
    synchronized (this) {
      done++;
      shares.remove(result.channelId());
    }
    listener.finished(result);
    listener.progressed(now());
  }

  private synchronized ReadProgress now() {
    double partly = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    return new ReadProgress(
        done,
        channels,
        messages,
        channels == 0 ? 1 : (done + partly) / channels,
        Duration.ofNanos(System.nanoTime() - startNanos));
  }
}

package dev.guildhouse.collector.catchup;

import dev.guildhouse.collector.reading.ChannelResult;
import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.reading.ReadProgress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far the catch-ups of one process are, for whoever looks. Safe for several threads. */
public final class GapProgress {
  private final Map<ChannelResult.State, Long> channels = new EnumMap<>(ChannelResult.State.class);
  private final Set<Reading> readings = new HashSet<>();
  private int guilds;
  private long messages;

  GapProgress() {
    for (ChannelResult.State state : ChannelResult.State.values()) {
      channels.put(state, 0L);
    }
  }

  /** One guild that is read now. */
  final class Reading implements ReadListener, AutoCloseable {
    private @Nullable ReadProgress last;

    @Override
    public void progressed(ReadProgress progress) {
      synchronized (GapProgress.this) {
        ReadProgress before = last;
        // From several threads: one that was overtaken tells less.
        if (before == null || before.messages() <= progress.messages()) {
          messages += progress.messages() - (before == null ? 0 : before.messages());
          last = progress;
        }
      }
    }

    @Override
    public void finished(ChannelResult result) {
      synchronized (GapProgress.this) {
        channels.merge(result.state(), 1L, Long::sum);
      }
    }

    @Override
    public void close() {
      synchronized (GapProgress.this) {
        readings.remove(this);
      }
    }
  }

  synchronized Reading begin() {
    Reading reading = new Reading();
    readings.add(reading);
    return reading;
  }

  synchronized void asked() {
    guilds++;
  }

  synchronized void answered() {
    guilds--;
  }

  /** Guilds of which something may be missing yet: those that wait, are read, or are tried again. */
  public synchronized int guilds() {
    return guilds;
  }

  /** Guilds that are read now. */
  public synchronized int reading() {
    return readings.size();
  }

  /** Messages taken since the start, repeats among them. */
  public synchronized long messages() {
    return messages;
  }

  /** Channels since the start, by how their reading ended. */
  public synchronized Map<ChannelResult.State, Long> channels() {
    return new EnumMap<>(channels);
  }

  /** How long the guilds that are read now still take, as far as that can be said. */
  public synchronized Duration left() {
    return readings.stream()
        .map(reading -> reading.last)
        .flatMap(last -> last == null ? Stream.empty() : last.left().stream())
        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }
}

package dev.guildhouse.collector.simulate.truth;

import java.util.Arrays;

/** The stays in one voice channel on one day, to find the instant with most members. */
final class VoiceStays {
  private long[] starts = new long[4];
  private long[] ends = new long[4];
  private int count;

  /** A stay that begins with its first instant and ends before its last; it must not be empty. */
  void add(long start, long end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  void addAll(VoiceStays other) {
    for (int i = 0; i < other.count; i++) {
      add(other.starts[i], other.ends[i]);
    }
  }

  /** The most stays at one instant. */
  int peak() {
    Arrays.sort(starts, 0, count);
    Arrays.sort(ends, 0, count);
    int peak = 0;
    int ended = 0;
    for (int begun = 1; begun <= count; begun++) {
      while (ends[ended] <= starts[begun - 1]) {
        ended++;
      }
      peak = Math.max(peak, begun - ended);
    }
    return peak;
  }
}

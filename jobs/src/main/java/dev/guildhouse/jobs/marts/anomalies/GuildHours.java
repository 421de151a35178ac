package dev.guildhouse.jobs.marts.anomalies;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one guild counted in each hour of some weeks, and which hours were watched. A channel begins
 * with the first hour in which it had anything or was watched by itself; before, it is unknown.
 */
final class GuildHours {
  static final long WHOLE_GUILD = 0;
  private static final long WATCHED_SECONDS = 3_240;
  private static final int DAY = 24;

  /** A count of the guild or of a channel. */
  record Series(long channel, Measure measure) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      int byChannel = Long.compare(channel, other.channel);
      return byChannel != 0 ? byChannel : measure.compareTo(other.measure);
    }
  }

  private record Watch(long channel, String family) {}

  private final long from;
  private final int length;
  private final long[] local;
  private final Map<Series, double[]> counts = new TreeMap<>();
  private final Map<Watch, long[]> seconds = new HashMap<>();

  /**
   * Hours without anything yet.
   *
   * @param from first hour, since the epoch
   * @param to the hour after the last
   * @param zone decides what hour of the week an hour is
   */
  GuildHours(long from, long to, ZoneId zone) {
    this.from = from;
    this.length = Math.toIntExact(to - from);
    this.local = new long[length];
    for (int hour = 0; hour < length; hour++) {
      // A UTC hour belongs to the local hour in which it starts.
      LocalDateTime time =
          LocalDateTime.ofInstant(Instant.ofEpochSecond((from + hour) * 3_600), zone);
      local[hour] = Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), 3_600L);
    }
    for (Measure measure : Measure.values()) {
      counts.put(new Series(WHOLE_GUILD, measure), new double[length]);
    }
  }

  /** Adds what a channel had in an hour; channel 0 has what happens in no channel. */
  void count(long channel, Measure measure, long hour, long count) {
    if (!holds(hour)) {
      return;
    }
    array(new Series(WHOLE_GUILD, measure))[at(hour)] += count;
    if (channel != WHOLE_GUILD && measure == Measure.MESSAGES) {
      array(new Series(channel, measure))[at(hour)] += count;
    }
  }

  /** Says for how long of an hour a channel was watched; channel 0 is the whole guild. */
  void watched(long channel, String family, long hour, long watchedSeconds) {
    if (holds(hour)) {
      seconds.computeIfAbsent(new Watch(channel, family), w -> new long[length])[at(hour)] =
          watchedSeconds;
    }
  }

  NavigableSet<Series> series() {
    return new TreeSet<>(counts.keySet());
  }

  /** Hours since the epoch in local time, which may jump. */
  long local(long hour) {
    return local[at(hour)];
  }

  boolean holds(long hour) {
    return hour >= from && hour < from + length;
  }

  /** The count of every hour from the first on; NaN where it is not known. */
  double[] known(Series series) {
    double[] known = array(series).clone();
    long[] whole = watchOf(WHOLE_GUILD, series.measure());
    long[] own = series.channel() == WHOLE_GUILD
        ? meanOfChannels(series.measure())
        : watchOf(series.channel(), series.measure());
    boolean hasBegun = series.channel() == WHOLE_GUILD;
    for (int hour = 0; hour < length; hour++) {
      hasBegun = hasBegun || known[hour] > 0 || own[hour] > 0;
      if (!hasBegun || Math.max(whole[hour], own[hour]) < WATCHED_SECONDS) {
        known[hour] = Double.NaN;
      }
    }
    return known;
  }

  private long[] watchOf(long channel, Measure measure) {
    return seconds.getOrDefault(new Watch(channel, measure.family()), new long[length]);
  }

  /** A guild that was not watched as a whole was as much as its channels of the day on average. */
  private long[] meanOfChannels(Measure measure) {
    long[] mean = new long[length];
    Set<Long> channels = new HashSet<>();
    counts.keySet().forEach(series -> channels.add(series.channel()));
    seconds.keySet().forEach(watch -> channels.add(watch.channel()));
    channels.remove(WHOLE_GUILD);
    for (int day = 0; day < length; day += DAY) {
      int end = Math.min(length, day + DAY);
      int known = 0;
      for (long channel : channels) {
        long[] own = watchOf(channel, measure);
        double[] has = counts.getOrDefault(new Series(channel, measure), new double[length]);
        if (Arrays.stream(own, day, end).sum() > 0
            || Arrays.stream(has, day, end).sum() > 0) {
          known++;
          for (int hour = day; hour < end; hour++) {
            mean[hour] += own[hour];
          }
        }
      }
      for (int hour = day; hour < end && known > 0; hour++) {
        mean[hour] /= known;
      }
    }
    return mean;
  }

  private double[] array(Series series) {
    return counts.computeIfAbsent(series, s -> new double[length]);
  }

  private int at(long hour) {
    return Math.toIntExact(hour - from);
  }
}

package dev.guildhouse.collector.simulate.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When the collector watched a guild, and when it was out. It starts with the span and is out for a
 * few minutes on the first day, across some midnights, for hours now and then, and rarely for more
 * than half a day. Two outages are always more than an hour apart.
 */
public final class Watch {
  /**
   * A time without a collector.
   *
   * @param start the last instant that the collector can vouch for, or some seconds later
   * @param end when it was back
   * @param proof the end of the last heartbeat: proof that until here it watched
   */
  public record Outage(long start, long end, long proof) {}

  /** A time that one heartbeat vouches for; never across a full hour. */
  public record Stretch(long start, long end) {}

  private final Span span;
  private final List<Outage> outages = new ArrayList<>();
  private final long[] starts;
  private final long[] sessions;
  private final Instant[] sessionStarts;

  public Watch(Span span, int guild, Draws draws) {
    this.span = span;
    for (int day = 0; day < span.days(); day++) {
      mayFail(day, guild, draws);
    }
    starts = outages.stream().mapToLong(Outage::start).toArray();
    sessions = new long[outages.size() + 1];
    sessionStarts = new Instant[sessions.length];
    for (int i = 0; i < sessions.length; i++) {
      long start = i == 0 ? span.start() : outages.get(i - 1).end();
      sessions[i] = Draws.mix(start, guild) >>> 1;
      sessionStarts[i] = Span.instant(start);
    }
  }

  private void mayFail(int day, int guild, Draws draws) {
    long midnight = span.dayStart(day);
    if (day == 0) {
      fail(midnight + 10 * Span.HOUR, 2 * Span.HOUR, 4 * Span.MINUTE, 9 * Span.MINUTE, draws);
    } else if ((day + guild) % 9 == 2) {
      fail(midnight + 23 * Span.HOUR, 50 * Span.MINUTE, Span.HOUR, 2 * Span.HOUR, draws);
    } else if (draws.chance(0.03) && day < span.days() - 1) {
      fail(midnight + Span.HOUR, 4 * Span.HOUR, 13 * Span.HOUR, 16 * Span.HOUR, draws);
    } else if (draws.chance(0.14)) {
      fail(midnight, 19 * Span.HOUR, 10 * Span.MINUTE, 4 * Span.HOUR, draws);
    }
  }

  private void fail(long earliest, long window, long shortest, long longest, Draws draws) {
    long start = wholeSecond(earliest + Span.SECOND + draws.between(0, window));
    long end = Math.min(span.end(), wholeSecond(start + draws.soon(shortest, longest)));
    boolean apart = outages.isEmpty()
        || start > outages.get(outages.size() - 1).end() + Span.HOUR + Span.SECOND;
    if (apart && end > start) {
      // A third of the heartbeats claim the whole hour, although the collector died in it.
      long slack = draws.chance(0.33) ? 0 : draws.from(1, 45) * Span.SECOND;
      outages.add(new Outage(start, end, Math.max(hour(start), start - slack)));
    }
  }

  private static long wholeSecond(long at) {
    return at - Math.floorMod(at, Span.SECOND);
  }

  private static long hour(long at) {
    return at - Math.floorMod(at, Span.HOUR);
  }

  /** Whether what happens at an instant is simulated and seen. */
  public boolean sees(long at) {
    int next = outagesStartedBy(at);
    return span.contains(at) && (next == 0 || at >= outages.get(next - 1).end());
  }

  /** How many outages had started at an instant; the place of the next one in {@link #outages}. */
  public int outagesStartedBy(long at) {
    int place = Arrays.binarySearch(starts, at);
    return place >= 0 ? place + 1 : -place - 1;
  }

  public List<Outage> outages() {
    return outages;
  }

  /** The session that sees an instant, which must be seen. */
  public long session(long at) {
    return sessions[outagesStartedBy(at)];
  }

  public Instant sessionStart(long at) {
    return sessionStarts[outagesStartedBy(at)];
  }

  /** What heartbeats vouch for on a day, hour by hour. */
  public List<Stretch> stretches(int day) {
    List<Stretch> stretches = new ArrayList<>();
    for (long hour = span.dayStart(day); hour < span.dayStart(day + 1); hour += Span.HOUR) {
      long from = hour;
      long to = hour + Span.HOUR;
      for (Outage outage : outages) {
        if (outage.start() >= hour && outage.start() < to) {
          boolean claimsWholeHour = outage.proof() == outage.start();
          vouch(stretches, from, claimsWholeHour ? to : outage.proof());
          from = claimsWholeHour ? to : outage.end();
        } else if (outage.start() < hour && outage.end() > hour) {
          from = outage.end();
        }
      }
      vouch(stretches, from, to);
    }
    return stretches;
  }

  private static void vouch(List<Stretch> stretches, long from, long to) {
    if (from < to) {
      stretches.add(new Stretch(from, to));
    }
  }

  /** Seconds of a day that were watched: all of it but the outages and what no heartbeat proves. */
  public long watchedSeconds(int day) {
    long from = span.dayStart(day);
    long to = span.dayStart(day + 1);
    long unwatched = 0;
    for (Outage outage : outages) {
      unwatched += Math.max(0, Math.min(to, outage.end()) - Math.max(from, outage.proof()));
    }
    return (Span.DAY - unwatched) / Span.SECOND;
  }
}

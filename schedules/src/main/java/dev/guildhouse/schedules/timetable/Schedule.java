package dev.guildhouse.schedules.timetable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * One thing that runs again and again.
 *
 * @param job what runs, by a name that the jobs know
 * @param zone whose clock counts
 * @param retries further attempts at a slot that failed
 * @param retryWait before the first of them; doubles with each
 * @param timeLimit after which an attempt is stopped and has failed
 * @param after schedules whose slots up to the same instant are to be over first
 */
public record Schedule(
    String name,
    String job,
    JobOptions options,
    Recurrence recurrence,
    ZoneId zone,
    CatchUp catchUp,
    int retries,
    Duration retryWait,
    Duration timeLimit,
    List<String> after,
    boolean isEnabled) {
  private static final int DOUBLINGS = 6;

  public Schedule {
    after = List.copyOf(after);
  }

  /** The first slot after an instant. */
  public Instant next(Instant instant) {
    return recurrence.next(instant, zone);
  }

  /** Whether an instant is one of its slots. */
  public boolean hasSlotAt(Instant instant) {
    return next(instant.minusMillis(1)).equals(instant);
  }

  /** How long to wait after an attempt that failed. */
  public Duration backoff(int attempts) {
    return retryWait.multipliedBy(1L << Math.min(Math.max(attempts, 1) - 1, DOUBLINGS));
  }
}

package dev.guildhouse.collector.simulate.world;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The simulated UTC days. Inside the simulator an instant is a {@code long} of microseconds since
 * the Unix epoch, because millions of them are reckoned with.
 */
public final class Span {
  public static final long MILLISECOND = 1_000L;
  public static final long SECOND = 1_000_000L;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;

  private final LocalDate from;
  private final int days;
  private final long start;

  public Span(LocalDate from, int days) {
    this.from = from;
    this.days = days;
    this.start = from.toEpochDay() * DAY;
  }

  public int days() {
    return days;
  }

  public long start() {
    return start;
  }

  /** The first instant that is simulated no more. */
  public long end() {
    return start + days * DAY;
  }

  public long length() {
    return days * DAY;
  }

  public boolean contains(long at) {
    return at >= start && at < end();
  }

  /** The place of an instant's day in the span; negative or past the last outside of it. */
  public int day(long at) {
    return (int) Math.floorDiv(at - start, DAY);
  }

  public long dayStart(int day) {
    return start + day * DAY;
  }

  public LocalDate date(int day) {
    return from.plusDays(day);
  }

  public static Instant instant(long at) {
    return Instant.ofEpochSecond(
        Math.floorDiv(at, SECOND), Math.floorMod(at, SECOND) * MILLISECOND);
  }
}

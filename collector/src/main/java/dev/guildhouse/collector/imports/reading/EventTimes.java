package dev.guildhouse.collector.imports.reading;

import dev.guildhouse.schema.time.Snowflake;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reads times to the microsecond, and refuses those at which nothing can have happened. */
public final class EventTimes {
  /** How far the time inside a message's id may stand from the time written beside it. */
  private static final long ID_TOLERANCE_MILLIS = 5 * 60_000L;

  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);
  private static final Instant FIRST =
      Snowflake.FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
  private static final int DATE_LENGTH = 10;
  private static final long MICROS = 1_000_000L;

  private final Instant latest;

  public EventTimes(Instant receivedAt) {
    this.latest = receivedAt.plus(CLOCK_TOLERANCE);
  }

  /** The instant, if something can have happened then. */
  public Instant possible(Instant at) {
    if (at.isBefore(FIRST)) {
      throw new RefusedInput(
          "the time " + at + " is before " + Snowflake.FIRST_DAY + ", when Discord began");
    }
    if (at.isAfter(latest)) {
      throw new RefusedInput("the time " + at + " is more than a day ahead of this clock");
    }
    return at;
  }

  /** The instant, if it is also the time that the id of a message tells. */
  public Instant ofMessage(long messageId, Instant at) {
    possible(at);
    Instant made = Snowflake.instant(messageId);
    if (Math.abs(made.toEpochMilli() - at.toEpochMilli()) > ID_TOLERANCE_MILLIS) {
      throw new RefusedInput(
          "the message's id was made at " + made + ", far from its timestamp " + at);
    }
    return at;
  }

  /**
   * Reads ISO 8601 with an offset, {@code 2020-08-09T08:07:00.000+00:00}; what is finer than a
   * microsecond is cut off.
   */
  public static Instant iso(char[] text, int offset, int length) {
    int end = offset + length;
    int at = offset + DATE_LENGTH;
    if (length < DATE_LENGTH + 6
        || text[offset + 4] != '-'
        || text[offset + 7] != '-'
        || (text[at] != 'T' && text[at] != 't' && text[at] != ' ')
        || text[at + 3] != ':') {
      throw notIso();
    }
    long seconds = digits(text, at + 1, 2, 23) * 3600L + digits(text, at + 4, 2, 59) * 60L;
    at += 6;
    long nanos = 0;
    if (at + 2 < end && text[at] == ':') {
      seconds += digits(text, at + 1, 2, 59);
      at += 3;
      if (at < end && text[at] == '.') {
        int first = ++at;
        long unit = 1_000_000_000L;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
          unit /= 10;
          nanos += (text[at++] - '0') * unit;
        }
        if (at == first) {
          throw notIso();
        }
      }
    }
    seconds -= zoneSeconds(text, at, end);
    try {
      LocalDate date = LocalDate.of(
          digits(text, offset, 4, 9999),
          digits(text, offset + 5, 2, 12),
          digits(text, offset + 8, 2, 31));
      return Instant.ofEpochSecond(date.toEpochDay() * 86_400L + seconds, nanos / 1_000 * 1_000);
    } catch (DateTimeException noSuchDay) {
      throw notIso();
    }
  }

  public static Instant iso(String text) {
    return iso(text.toCharArray(), 0, text.length());
  }

  /** Microseconds since 1970. */
  public static long micros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / 1_000;
  }

  private static int zoneSeconds(char[] text, int at, int end) {
    if (at + 1 == end && (text[at] == 'Z' || text[at] == 'z')) {
      return 0;
    }
    boolean hasColon = at + 6 == end && text[at + 3] == ':';
    if ((!hasColon && at + 5 != end) || (text[at] != '+' && text[at] != '-')) {
      throw notIso();
    }
    int seconds =
        digits(text, at + 1, 2, 18) * 3600 + digits(text, at + (hasColon ? 4 : 3), 2, 59) * 60;
    return text[at] == '-' ? -seconds : seconds;
  }

  private static int digits(char[] text, int offset, int count, int max) {
    int number = 0;
    for (int i = offset; i < offset + count; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        throw notIso();
      }
      number = number * 10 + digit;
    }
    if (number > max) {
      throw notIso();
    }
    return number;
  }

  private static RefusedInput notIso() {
    return new RefusedInput(
        "a time is not ISO 8601 with an offset, like 2026-03-01T07:05:00.000+00:00");
  }
}

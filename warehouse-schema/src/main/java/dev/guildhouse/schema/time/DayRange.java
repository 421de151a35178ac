package dev.guildhouse.schema.time;

import dev.guildhouse.schema.WarehouseException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * UTC days {@code [from, to)}.
 *
 * @param from the first day
 * @param to the day after the last
 */
public record DayRange(LocalDate from, LocalDate to) implements Comparable<DayRange> {
  public DayRange {
    if (!from.isBefore(to)) {
      throw WarehouseException.usage(
          "use the range " + from + " to " + to,
          from.equals(to) ? "it holds no day" : "it runs backwards",
          "Give the earlier day first; the second day is not part of the range.");
    }
  }

  public static DayRange of(LocalDate day) {
    return new DayRange(day, day.plusDays(1));
  }

  /** Both ends included, as a person says it. */
  public static DayRange through(LocalDate first, LocalDate last) {
    return new DayRange(first, last.plusDays(1));
  }

  /** The midnight (UTC) with which the first day begins. */
  public Instant startsAt() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The midnight (UTC) with which the last day ends. */
  public Instant endsAt() {
    return to.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && day.isBefore(to);
  }

  /** Whether the two share a day. */
  public boolean overlaps(DayRange other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  public List<LocalDate> days() {
    return from.datesUntil(to).toList();
  }

  public int length() {
    return (int) ChronoUnit.DAYS.between(from, to);
  }

  /** The equally long range that ends where this one starts. */
  public DayRange previous() {
    return new DayRange(from.minusDays(length()), from);
  }

  @Override
  public int compareTo(DayRange other) {
    int byFrom = from.compareTo(other.from);
    return byFrom != 0 ? byFrom : to.compareTo(other.to);
  }

  @Override
  public String toString() {
    return length() == 1 ? from.toString() : from + " to " + to;
  }
}

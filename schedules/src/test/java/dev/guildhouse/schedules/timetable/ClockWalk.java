package dev.guildhouse.schedules.timetable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds slots as a person with a wall clock would: looks at it every minute, notes each local time
 * that is wanted the first time it shows, and, when the hands jump ahead, how long after the jump
 * each wanted time that was left out would have come.
 */
final class ClockWalk {
  private ClockWalk() {}

  static List<Instant> slots(
      Instant from, Instant until, ZoneId zone, Predicate<LocalDateTime> isWanted) {
    List<Instant> slots = new ArrayList<>();
    Set<LocalDateTime> seen = new HashSet<>();
    LocalDateTime shown = LocalDateTime.ofInstant(from.minus(1, ChronoUnit.DAYS), zone);
    for (Instant now = from.minus(1, ChronoUnit.DAYS);
        !now.isAfter(until);
        now = now.plus(1, ChronoUnit.MINUTES)) {
      LocalDateTime shows = LocalDateTime.ofInstant(now, zone);
      for (LocalDateTime left = shown.plusMinutes(1);
          left.isBefore(shows);
          left = left.plusMinutes(1)) {
        note(
            left,
            now.plus(ChronoUnit.MINUTES.between(shown, left) - 1, ChronoUnit.MINUTES),
            slots,
            seen,
            isWanted);
      }
      note(shows, now, slots, seen, isWanted);
      shown = shows;
    }
    return slots.stream()
        .filter(slot -> slot.isAfter(from) && !slot.isAfter(until))
        .sorted()
        .distinct()
        .toList();
  }

  private static void note(
      LocalDateTime local,
      Instant at,
      List<Instant> slots,
      Set<LocalDateTime> seen,
      Predicate<LocalDateTime> isWanted) {
    if (isWanted.test(local) && seen.add(local)) {
      slots.add(at);
    }
  }
}

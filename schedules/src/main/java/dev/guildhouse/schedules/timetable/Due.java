package dev.guildhouse.schedules.timetable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which slots of a schedule are to be run. It follows from the schedule, from how far it is done and
 * from what time it is, and from nothing else.
 *
 * @param slots those to run, in order; after {@link #MOST} the rest is told when these are done
 * @param skipped those that its catch-up passes over; they all lie before {@code slots}
 */
public record Due(List<Instant> slots, Optional<Skipped> skipped) {
  /** More are not told at once. */
  public static final int MOST = 1_000;

  /** A slot that is this old was missed: nobody was there, or everybody was busy. */
  public static final Duration PUNCTUAL = Duration.ofMinutes(1);

  /** Slots that are passed over. */
  public record Skipped(Instant first, Instant last, int count) {}

  public Due {
    slots = List.copyOf(slots);
  }

  /**
   * What is due now.
   *
   * @param doneUntil the newest slot that needs nothing more, or when the schedule became known
   */
  public static Due of(Schedule schedule, Instant doneUntil, Instant now) {
    List<Instant> due = new ArrayList<>();
    Instant firstSkipped = null;
    Instant lastSkipped = null;
    int skipped = 0;
    Instant slot = schedule.next(doneUntil);
    while (!slot.isAfter(now) && due.size() < MOST) {
      Instant following = schedule.next(slot);
      boolean isRun = switch (schedule.catchUp()) {
        case ALL -> true;
        case LAST -> following.isAfter(now);
        case NONE -> !slot.plus(PUNCTUAL).isBefore(now);
      };
      if (isRun) {
        due.add(slot);
      } else {
        firstSkipped = firstSkipped == null ? slot : firstSkipped;
        lastSkipped = slot;
        skipped++;
      }
      slot = following;
    }
    return new Due(
        due,
        firstSkipped == null || lastSkipped == null
            ? Optional.empty()
            : Optional.of(new Skipped(firstSkipped, lastSkipped, skipped)));
  }

  /** Whether anything is to be run. */
  public boolean isEmpty() {
    return slots.isEmpty();
  }
}

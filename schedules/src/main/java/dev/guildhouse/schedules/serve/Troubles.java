package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.alerts.AlertReport;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.runs.Freshness;
import dev.guildhouse.schedules.operations.slots.Slot;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.timetable.Timetable;
import dev.guildhouse.schedules.work.JobContext;
import dev.guildhouse.schema.config.Config;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what an operator is to see to, from what the operations database knows. */
final class Troubles {
  /** A night may take so long before its tables are called stale. */
  private static final Duration NIGHT = Duration.ofHours(6);

  private static final String NIGHTLY = "nightly";
  private static final int SHOWN = 3;

  private final Timetable timetable;
  private final Slots slots;
  private final Freshness freshness;
  private final Deliveries deliveries;

  Troubles(Timetable timetable, OperationsDatabase database, Config config) {
    this.timetable = timetable;
    this.slots = new Slots(database);
    this.freshness = new Freshness(database);
    this.deliveries = new Deliveries(database, config.delivery().lease());
  }

  /** A message by what it is about; empty when all is well. */
  Map<String, String> at(Instant now) {
    Map<String, String> troubles = new TreeMap<>();
    for (Slot slot : slots.givenUp()) {
      if (isEnabled(slot.schedule())) {
        troubles.put(
            "slot " + slot.schedule(),
            "The schedule " + slot.schedule() + " failed for good at " + slot.at() + " after "
                + slot.attempts() + " attempts. " + slot.message()
                + "\nOnce mended: guildhouse schedule run " + slot.schedule() + " --slot "
                + slot.at());
      }
    }
    stale(now).ifPresent(message -> troubles.put("stale tables", message));
    dead().ifPresent(message -> troubles.put("dead letters", message));
    return troubles;
  }

  private boolean isEnabled(String schedule) {
    return timetable.enabled().stream().anyMatch(one -> one.name().equals(schedule));
  }

  /** Tables that are not filled as far as the last night should have. */
  private Optional<String> stale(Instant now) {
    Optional<LocalDate> expected = timetable.enabled().stream()
        .filter(schedule -> schedule.job().equals(NIGHTLY))
        .flatMap(schedule -> lastBefore(schedule, now.minus(NIGHT)).stream())
        .map(JobContext::dayOf)
        .max(Comparator.naturalOrder());
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    List<Freshness.Entry> known = freshness.list();
    if (known.isEmpty()) {
      return hasBegun(now.minus(NIGHT))
          ? Optional.of("Tables are stale: no night has filled any.\n"
              + "See guildhouse schedule history nightly.")
          : Optional.empty();
    }
    List<Freshness.Entry> stale = known.stream()
        .filter(entry -> entry.filledUntil().isBefore(expected.get()))
        .toList();
    if (stale.isEmpty()) {
      return Optional.empty();
    }
    String first = stale.stream()
        .limit(SHOWN)
        .map(entry -> entry.table() + " until " + entry.filledUntil())
        .reduce((one, other) -> one + ", " + other)
        .orElseThrow();
    int more = stale.size() - Math.min(SHOWN, stale.size());
    return Optional.of("Tables are stale: " + first
        + (more == 0 ? "" : " and " + more + " more") + "; by now they should be filled until "
        + expected.get() + ".\nSee guildhouse schedule history nightly.");
  }

  /** Whether a night was begun for a slot that is not after an instant. */
  private boolean hasBegun(Instant instant) {
    return timetable.enabled().stream()
        .filter(schedule -> schedule.job().equals(NIGHTLY))
        .flatMap(schedule -> slots.newest(schedule.name(), SHOWN).stream())
        .anyMatch(slot -> slot.startedAt() != null && !slot.at().isAfter(instant));
  }

  /** The newest slot that is not after an instant, if the schedule was known then. */
  private Optional<Instant> lastBefore(Schedule schedule, Instant instant) {
    Instant from = instant.minus(Duration.ofDays(2));
    Instant slot = schedule.next(from);
    Optional<Instant> last = Optional.empty();
    while (!slot.isAfter(instant)) {
      last = Optional.of(slot);
      slot = schedule.next(slot);
    }
    return last;
  }

  private Optional<String> dead() {
    // Of an alert that cannot be posted, no other alert can tell.
    return deliveries
        .newestDeadBut(AlertReport.OF_OPERATORS)
        .map(newest -> "Deliveries were given up, the newest of "
            + newest.request().report() + " for " + newest.request().period() + " to channel "
            + newest.request().channelId() + ": " + newest.errorText()
            + "\nOnce mended: guildhouse queue retry --dead");
  }
}

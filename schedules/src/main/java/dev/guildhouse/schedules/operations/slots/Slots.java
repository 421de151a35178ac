package dev.guildhouse.schedules.operations.slots;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Transaction;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schema.WarehouseException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The slots of all schedules. Whoever begins one holds the lease of its schedule and leaves that
 * lease's number in the row; the end of an attempt counts only under the same number.
 */
public final class Slots {
  private static final String OF_SLOT = " WHERE schedule_name = ? AND slot_at = ?";
  private static final String BY_CLOCK = " AND started_by = '" + RunTrigger.SCHEDULE.text() + "'";
  private static final String KNOWN = "known from here on";

  private final OperationsDatabase database;

  public Slots(OperationsDatabase database) {
    this.database = database;
  }

  /**
   * The newest slot that the clock has begun, ended or skipped. A schedule that was never seen is
   * known from now on, so that nobody catches up what was before it.
   */
  public Instant doneUntil(String schedule) {
    Instant now = now();
    return database.transaction("look how far " + schedule + " is done", transaction -> {
      Optional<Instant> newest = newest(transaction, schedule);
      if (newest.isPresent()) {
        return newest.get();
      }
      transaction.update(
          "INSERT INTO schedule_slots (schedule_name, slot_at, started_by, state, attempts, fence,"
              + " finished_at, message) VALUES (?, ?, ?, ?, 0, 0, ?, ?)",
          schedule,
          now,
          RunTrigger.SCHEDULE.text(),
          SlotState.SKIPPED.text(),
          now,
          KNOWN);
      return newest(transaction, schedule).orElseThrow();
    });
  }

  /** The oldest slot of a schedule that the clock began and that is not over. */
  public Optional<Slot> open(String schedule) {
    return database.transaction(
        "look for open slots of " + schedule,
        transaction -> transaction.first(
            "SELECT * FROM schedule_slots WHERE schedule_name = ?" + BY_CLOCK
                + " AND (state = 'running' OR next_attempt_at IS NOT NULL)"
                + " ORDER BY slot_at FETCH FIRST 1 ROWS ONLY",
            Slot::read,
            schedule));
  }

  public Optional<Slot> find(String schedule, Instant at) {
    return database.transaction(
        "read the slot " + at + " of " + schedule, transaction -> find(transaction, schedule, at));
  }

  /**
   * Begins a slot, for the first time or again.
   *
   * @param fence of the lease that is held
   * @return the row as it stands now: running under that number, or what settled it before
   */
  public Slot begin(String schedule, Instant at, RunTrigger trigger, long fence) {
    Instant now = now();
    return database.transaction("begin the slot " + at + " of " + schedule, transaction -> {
      Optional<Slot> known = find(transaction, schedule, at);
      if (known.isEmpty()) {
        transaction.update(
            "INSERT INTO schedule_slots (schedule_name, slot_at, started_by, state, attempts, fence,"
                + " started_at, message) VALUES (?, ?, ?, ?, 1, ?, ?, '')",
            schedule,
            at,
            trigger.text(),
            SlotState.RUNNING.text(),
            fence,
            now);
      } else if (known.get().state() == SlotState.SUCCEEDED) {
        if (trigger == RunTrigger.SCHEDULE) {
          // Done by hand before the clock came to it, which goes on behind it.
          transaction.update(
              "UPDATE schedule_slots SET started_by = ?" + OF_SLOT, trigger.text(), schedule, at);
        }
      } else if (known.get().fence() < fence) {
        transaction.update(
            "UPDATE schedule_slots SET started_by = ?, state = ?, attempts = attempts + 1,"
                + " next_attempt_at = NULL, fence = ?, started_at = ?, finished_at = NULL, message = ''"
                + OF_SLOT + " AND fence < ?",
            known.get().startedBy() == RunTrigger.SCHEDULE
                ? RunTrigger.SCHEDULE.text()
                : trigger.text(),
            SlotState.RUNNING.text(),
            fence,
            now,
            schedule,
            at,
            fence);
      }
      return find(transaction, schedule, at).orElseThrow();
    });
  }

  /**
   * Ends an attempt.
   *
   * @param begun as it was begun
   * @param counted attempts that count from now on
   * @param nextAttemptAt when it is tried again; null if it is over
   * @throws WarehouseException with code LOCKED when another process has begun it since
   */
  public void end(
      Slot begun, SlotState state, int counted, @Nullable Instant nextAttemptAt, String message) {
    Instant now = now();
    int ended = database.transaction(
        "end the slot " + begun.at() + " of " + begun.schedule(),
        transaction -> transaction.update(
            "UPDATE schedule_slots SET state = ?, attempts = ?, next_attempt_at = ?,"
                + " finished_at = ?, message = ?" + OF_SLOT + " AND fence = ?",
            state.text(),
            counted,
            nextAttemptAt,
            now,
            message,
            begun.schedule(),
            begun.at(),
            begun.fence()));
    if (ended == 0) {
      throw WarehouseException.locked(
          "end the slot " + begun.at() + " of " + begun.schedule(),
          "another process has begun it since",
          "What this one did counts for nothing; nothing needs to be done.");
    }
  }

  /** Notes that slots were passed over, in one row: that of the last of them. */
  public void skip(String schedule, Instant last, long fence, String message) {
    Instant now = now();
    database.transaction("skip slots of " + schedule, transaction -> {
      if (find(transaction, schedule, last).isPresent()) {
        return transaction.update(
            "UPDATE schedule_slots SET started_by = ?" + OF_SLOT,
            RunTrigger.SCHEDULE.text(),
            schedule,
            last);
      }
      return transaction.update(
          "INSERT INTO schedule_slots (schedule_name, slot_at, started_by, state, attempts, fence,"
              + " finished_at, message) VALUES (?, ?, ?, ?, 0, ?, ?, ?)",
          schedule,
          last,
          RunTrigger.SCHEDULE.text(),
          SlotState.SKIPPED.text(),
          fence,
          now,
          message);
    });
  }

  /**
   * The newest slots that were begun or skipped.
   *
   * @param schedule null for all
   */
  public List<Slot> newest(@Nullable String schedule, int most) {
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(KNOWN);
    if (schedule != null) {
      parameters.add(schedule);
    }
    parameters.add(most);
    return database.transaction(
        "read the slots",
        transaction -> transaction.list(
            "SELECT * FROM schedule_slots WHERE message <> ?"
                + (schedule == null ? "" : " AND schedule_name = ?")
                + " ORDER BY slot_at DESC, schedule_name FETCH FIRST ? ROWS ONLY",
            Slot::read,
            parameters.toArray()));
  }

  /** How many slots there are in each state. */
  public Map<SlotState, Integer> counts() {
    Map<SlotState, Integer> counts = new EnumMap<>(SlotState.class);
    for (SlotState state : SlotState.values()) {
      counts.put(state, 0);
    }
    database.transaction(
        "count the slots",
        transaction -> transaction.list(
            "SELECT state, COUNT(*) AS slots FROM schedule_slots GROUP BY state",
            row -> counts.put(SlotState.of(row.text("state")), row.count("slots"))));
    return counts;
  }

  /** When each schedule last succeeded. */
  public NavigableMap<String, Instant> successes() {
    NavigableMap<String, Instant> successes = new TreeMap<>();
    database.transaction(
        "read the last successes",
        transaction -> transaction.list(
            "SELECT schedule_name, MAX(finished_at) AS last_at FROM schedule_slots"
                + " WHERE state = 'succeeded' GROUP BY schedule_name",
            row -> successes.put(row.text("schedule_name"), row.instant("last_at"))));
    return successes;
  }

  /** The newest slot of each schedule that is given up and that no later success made good. */
  public List<Slot> givenUp() {
    return database.transaction(
        "look for slots that are given up",
        transaction -> transaction.list(
            "SELECT s.* FROM schedule_slots s WHERE s.state = 'failed'"
                + " AND s.next_attempt_at IS NULL AND NOT EXISTS (SELECT 1 FROM schedule_slots n"
                + " WHERE n.schedule_name = s.schedule_name AND n.slot_at > s.slot_at"
                + " AND n.state IN ('succeeded', 'failed')) ORDER BY s.schedule_name",
            Slot::read));
  }

  /** Deletes slots that are over and were due before an instant, except for the newest of each. */
  public int deleteBefore(Instant instant) {
    return database.transaction(
        "forget old slots",
        transaction -> transaction.update(
            "DELETE FROM schedule_slots WHERE slot_at < ? AND state <> 'running'"
                + " AND next_attempt_at IS NULL AND EXISTS (SELECT 1 FROM schedule_slots n"
                + " WHERE n.schedule_name = schedule_slots.schedule_name"
                + " AND n.slot_at > schedule_slots.slot_at"
                + " AND n.started_by = '" + RunTrigger.SCHEDULE.text() + "')",
            instant));
  }

  /** The schedules that are paused. */
  public NavigableSet<String> paused() {
    return new TreeSet<>(database.<List<String>>transaction(
        "read which schedules are paused",
        transaction -> transaction.list(
            "SELECT schedule_name FROM schedule_pauses", row -> row.text("schedule_name"))));
  }

  /** Pauses a schedule; false if it was paused. */
  public boolean pause(String schedule) {
    if (paused().contains(schedule)) {
      return false;
    }
    Instant now = now();
    return database.transaction(
            "pause " + schedule,
            transaction -> transaction.update(
                "INSERT INTO schedule_pauses (schedule_name, paused_at) VALUES (?, ?)",
                schedule,
                now))
        == 1;
  }

  /** Ends a pause; false if there was none. */
  public boolean resume(String schedule) {
    return database.transaction(
            "resume " + schedule,
            transaction ->
                transaction.update("DELETE FROM schedule_pauses WHERE schedule_name = ?", schedule))
        == 1;
  }

  private static Optional<Instant> newest(Transaction transaction, String schedule)
      throws SQLException {
    return transaction.first(
        "SELECT slot_at FROM schedule_slots WHERE schedule_name = ?" + BY_CLOCK
            + " ORDER BY slot_at DESC FETCH FIRST 1 ROWS ONLY",
        row -> row.instant("slot_at"),
        schedule);
  }

  private static Optional<Slot> find(Transaction transaction, String schedule, Instant at)
      throws SQLException {
    return transaction.first("SELECT * FROM schedule_slots" + OF_SLOT, Slot::read, schedule, at);
  }

  private Instant now() {
    return database.clock().instant();
  }
}

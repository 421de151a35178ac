package dev.guildhouse.schedules.operations.slots;

import dev.guildhouse.schedules.operations.Row;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One slot of one schedule.
 *
 * @param at when it was to run
 * @param attempts how often it was begun
 * @param nextAttemptAt when it is tried again; null when it is over
 * @param fence the number of the lease under which it was last begun
 * @param message what came of it, in a line
 */
public record Slot(
    String schedule,
    Instant at,
    RunTrigger startedBy,
    SlotState state,
    int attempts,
    @Nullable Instant nextAttemptAt,
    long fence,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    String message) {

  static Slot read(Row row) throws SQLException {
    return new Slot(
        row.text("schedule_name"),
        row.instant("slot_at"),
        RunTrigger.of(row.text("started_by")),
        SlotState.of(row.text("state")),
        row.count("attempts"),
        row.instantOrNull("next_attempt_at"),
        row.number("fence"),
        row.instantOrNull("started_at"),
        row.instantOrNull("finished_at"),
        row.text("message"));
  }

  /** Whether something is still to be done: it runs, or failed and is tried again. */
  public boolean isOpen() {
    return state == SlotState.RUNNING || nextAttemptAt != null;
  }

  /** Whether it was tried as often as it may be, without success. */
  public boolean isGivenUp() {
    return state == SlotState.FAILED && nextAttemptAt == null;
  }
}

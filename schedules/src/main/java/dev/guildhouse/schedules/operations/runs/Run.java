package dev.guildhouse.schedules.operations.runs;

import dev.guildhouse.schedules.operations.ProcessStamp;
import dev.guildhouse.schedules.operations.Row;
import dev.guildhouse.schema.time.DayRange;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, as the history knows it.
 *
 * @param number rises with every run
 * @param finishedAt null while it runs, and for one that was killed
 * @param rows rows written
 * @param release the release it published; null if none
 * @param inputs JSON: which versions of its inputs it read
 */
public record Run(
    long number,
    RunRequest request,
    RunState state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    long rows,
    @Nullable Long release,
    String inputs,
    String message,
    ProcessStamp process) {

  /** Reads a run; one that cannot end any more because its process is gone was killed. */
  static Run read(Row row, Instant now) throws SQLException {
    LocalDate from = row.dateOrNull("from_date");
    LocalDate until = row.dateOrNull("until_date");
    ProcessStamp process = new ProcessStamp(
        row.text("process_machine"),
        row.text("process_host"),
        row.number("process_pid"),
        row.text("process_start"));
    RunState state = RunState.of(row.text("state"));
    if (state == RunState.RUNNING
        && (process.isCertainlyGone() || !now.isBefore(row.instant("alive_until")))) {
      state = RunState.KILLED;
    }
    return new Run(
        row.number("run_number"),
        new RunRequest(
            row.text("job"),
            row.text("options"),
            row.text("guilds"),
            from == null || until == null ? null : new DayRange(from, until),
            RunTrigger.of(row.text("started_by"))),
        state,
        row.instant("started_at"),
        row.instantOrNull("finished_at"),
        row.number("row_count"),
        row.numberOrNull("release_number"),
        row.text("inputs"),
        row.text("message"),
        process);
  }
}

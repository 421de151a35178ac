package dev.guildhouse.schedules.operations.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first. Null means any.
 *
 * @param since only runs started then or later
 * @param limit at most this many
 */
public record RunFilter(
    @Nullable String job,
    @Nullable RunState state,
    @Nullable Instant since,
    int limit) {

  /** The newest runs of all jobs. */
  public static RunFilter newest(int limit) {
    return new RunFilter(null, null, null, limit);
  }

  public RunFilter ofJob(String wanted) {
    return new RunFilter(wanted, state, since, limit);
  }

  public RunFilter inState(RunState wanted) {
    return new RunFilter(job, wanted, since, limit);
  }

  public RunFilter since(Instant earliest) {
    return new RunFilter(job, state, earliest, limit);
  }

  boolean matches(Run run) {
    return state == null || run.state() == state;
  }
}

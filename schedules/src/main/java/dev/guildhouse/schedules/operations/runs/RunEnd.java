package dev.guildhouse.schedules.operations.runs;

import dev.guildhouse.schedules.operations.queue.NewDelivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, and all that counts from then on. It is stored in one transaction.
 *
 * @param state succeeded, waiting or failed
 * @param rows rows written
 * @param release the release it published; null if none
 * @param inputs JSON: which versions of its inputs it read
 * @param message one line for people
 * @param freshness the tables it filled
 * @param deliveries the reports it wrote that are to be posted
 */
public record RunEnd(
    RunState state,
    long rows,
    @Nullable Long release,
    String inputs,
    String message,
    List<RunDay> days,
    List<TableFreshness> freshness,
    List<NewDelivery> deliveries) {

  public RunEnd {
    if (state == RunState.RUNNING || state == RunState.KILLED) {
      throw new IllegalArgumentException("a run does not end as " + state.text());
    }
    days = List.copyOf(days);
    freshness = List.copyOf(freshness);
    deliveries = List.copyOf(deliveries);
  }

  /** An end that wrote nothing. */
  public static RunEnd without(RunState state, String message) {
    return of(state, 0, "{}", message);
  }

  /** The end of something that changed no table. */
  public static RunEnd of(RunState state, long rows, String inputs, String message) {
    return new RunEnd(state, rows, null, inputs, message, List.of(), List.of(), List.of());
  }

  /** A success of something that only read tables. */
  public static RunEnd read(long release, long rows, String message) {
    return of(RunState.SUCCEEDED, rows, inputs(release), message);
  }

  /** What was read, where it was one release. */
  public static String inputs(long release) {
    return "{\"release\":" + release + "}";
  }
}

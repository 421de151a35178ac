package dev.guildhouse.schedules.operations.runs;

import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A run of this process that has not ended yet. Closed without an end, it has failed. */
public final class StartedRun implements AutoCloseable {
  private final Runs runs;
  private final long number;
  private @Nullable Future<?> upkeep;
  private boolean isOver;

  StartedRun(Runs runs, long number) {
    this.runs = runs;
    this.number = number;
  }

  /** Rises with every run. */
  public long number() {
    return number;
  }

  synchronized void keptAliveBy(Future<?> signs) {
    upkeep = signs;
  }

  /** Stores what became of days so far; the end of the run may say otherwise of the same days. */
  public synchronized void days(List<RunDay> days) {
    if (isOver) {
      throw new IllegalStateException("run " + number + " has ended already");
    }
    runs.storeDays(number, days);
  }

  /** Stores how it ended, together with what counts from then on. */
  public synchronized void finish(RunEnd end) {
    if (isOver) {
      throw new IllegalStateException("run " + number + " has ended already");
    }
    runs.finish(number, end);
    isOver = true;
    endUpkeep();
  }

  @Override
  public synchronized void close() {
    endUpkeep();
    if (!isOver) {
      isOver = true;
      runs.finish(number, RunEnd.without(RunState.FAILED, "It ended without an outcome."));
    }
  }

  private void endUpkeep() {
    if (upkeep != null) {
      upkeep.cancel(false);
      upkeep = null;
    }
  }
}

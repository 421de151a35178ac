package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;

/** Hears how a pass goes on, from whichever thread a job ended in. */
@FunctionalInterface
public interface PassListener {
  /** Hears nothing. */
  PassListener NONE = (ended, jobs) -> {};

  /**
   * One more job has folded all it had.
   *
   * @param ended how many have
   * @param jobs how many there are in the pass
   */
  void jobEnded(int ended, int jobs);

  /** A job begins to fold a slice; all that feed it have ended. */
  default void folding(TableJob job, Slice slice) {}
}

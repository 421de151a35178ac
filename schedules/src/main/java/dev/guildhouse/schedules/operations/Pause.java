package dev.guildhouse.schedules.operations;

import java.time.Duration;

/** How a loop waits; tests advance their clock instead. */
@FunctionalInterface
public interface Pause {
  /** Waits in real time. */
  Pause REAL = duration -> {
    try {
      Thread.sleep(duration.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  };

  /** Waits; false if the wait was interrupted and the loop is to end. */
  boolean take(Duration duration);
}

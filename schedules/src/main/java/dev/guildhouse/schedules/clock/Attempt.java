package dev.guildhouse.schedules.clock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work that runs in a thread and can be stopped from another: asked first, and interrupted if it does
 * not end soon, because an interrupt in the middle of a write closes files that others use.
 */
final class Attempt {
  /** Who stops work, and so what becomes of its slot. */
  enum Stop {
    /** It ran too long, which counts as a failure. */
    TIME_LIMIT,
    /** The process ends; the next one takes the slot up. */
    PROCESS_ENDS
  }

  private static final Duration GENTLE = Duration.ofSeconds(3);

  private final Thread thread = Thread.currentThread();
  private final Runnable cancel;
  private final ScheduledExecutorService timer;
  private @Nullable Stop stop;
  private boolean isOver;
  private boolean isSettled;

  /**
   * Begins in this thread.
   *
   * @param cancel asks the work to end
   */
  Attempt(Runnable cancel, ScheduledExecutorService timer) {
    this.cancel = cancel;
    this.timer = timer;
  }

  void stop(Stop why) {
    synchronized (this) {
      if (isOver || stop != null) {
        return;
      }
      stop = why;
    }
    cancel.run();
    var unused = timer.schedule(this::interrupt, GENTLE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it in its own thread, which nobody interrupts any more; yields who stopped it. */
  synchronized Optional<Stop> end() {
    isOver = true;
    boolean unused = Thread.interrupted();
    return Optional.ofNullable(stop);
  }

  /** Says that its end is recorded, too. */
  synchronized void settle() {
    isSettled = true;
    notifyAll();
  }

  /** Waits until its end is recorded; false if it goes on. */
  synchronized boolean awaitSettled(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!isSettled) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private synchronized void interrupt() {
    if (!isOver) {
      thread.interrupt();
    }
  }
}

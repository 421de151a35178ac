package dev.guildhouse.schedules.privacy;

import dev.guildhouse.jobs.lake.Sweep;
import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Deletes what no release names; readers of older releases may go on for a while, and are waited for. */
public final class PatientSweep {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Duration wait;

  /**
   * @param wait how long to wait for readers
   */
  public PatientSweep(InstantSource clock, Duration wait) {
    this.clock = clock;
    this.wait = wait;
  }

  /**
   * Sweeps until nobody reads an older release.
   *
   * @throws WarehouseException with code LOCKED when somebody still reads one after the wait
   */
  public void run(WarehouseSession session, WriterLease lease) {
    Instant until = clock.instant().plus(wait);
    long giveUpAt = System.nanoTime() + wait.toNanos();
    while (true) {
      Sweep.Result swept = new Sweep(session.lake(), lease).run(Sweep.Depth.EVERYTHING);
      if (swept.read().isEmpty()) {
        return;
      }
      if (System.nanoTime() >= giveUpAt || !pause()) {
        throw WarehouseException.locked(
            "delete what is to go",
            "somebody still reads release " + swept.read().first() + ", at " + until,
            "Readers of the current release no longer see it. Run it again when that one has"
                + " ended; with --wait it waits longer.");
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

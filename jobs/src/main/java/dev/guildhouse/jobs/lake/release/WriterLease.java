package dev.guildhouse.jobs.lake.release;

/** The right to write to a warehouse: one holder at a time, each with a higher number. */
public interface WriterLease {
  /** The fencing number: higher than that of every holder before. */
  long fence();

  /**
   * Confirms that the lease is still held.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code LOCKED when it is not
   */
  void check();
}

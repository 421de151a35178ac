package dev.guildhouse.schedules.warehouse;

/** Hears how a backfill goes on, from whichever thread gets on with it. */
public interface BackfillListener {
  /** Hears nothing. */
  BackfillListener NONE = new BackfillListener() {
    @Override
    public void planned(int days) {}

    @Override
    public void reached(int days) {}
  };

  /**
   * It is known how much there is to do.
   *
   * @param days days with something to fold
   */
  void planned(int days);

  /**
   * It got on.
   *
   * @param days as good as done, of those planned
   */
  void reached(int days);
}

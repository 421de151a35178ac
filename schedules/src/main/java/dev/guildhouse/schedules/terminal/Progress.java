package dev.guildhouse.schedules.terminal;

/** How far a long piece of work is. Closing it ends the display. */
public interface Progress extends AutoCloseable {

  /**
   * Tells how much is done in all; safe to call often and from any thread.
   *
   * @param done from 0 to the total
   */
  void reach(long done);

  @Override
  void close();
}

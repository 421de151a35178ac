package dev.guildhouse.collector.simulate.truth;

/**
 * Takes down what is true of one guild at the moment a story decides it. Nothing is ever taken back:
 * a story books a message once it knows that the message lives. Members and channels are numbers of
 * the guild's cast and channels; instants are microseconds since the Unix epoch inside the span.
 */
public interface Book {
  /** Keeps nothing. */
  Book NONE = new Book() {
    @Override
    public void add(Measure measure, int channel, int member, long at, long amount) {}

    @Override
    public void stay(int channel, int member, long start, long end, boolean goesOn) {}

    @Override
    public void liked(long messageId, long createdAt, long score) {}

    @Override
    public void counted(long at, int members, int bots) {}

    @Override
    public void dayTold(int day) {}
  };

  /** An amount of a measure, at an instant. */
  void add(Measure measure, int channel, int member, long at, long amount);

  default void one(Measure measure, int channel, int member, long at) {
    add(measure, channel, member, at, 1);
  }

  /**
   * A stay of a member in a voice channel, between whole seconds.
   *
   * @param goesOn whether it was still open when the story ended, however short it was by then
   */
  void stay(int channel, int member, long start, long end, boolean goesOn);

  /** A live message with reactions that came soon enough to score. */
  void liked(long messageId, long createdAt, long score);

  /** What a snapshot of the guild said; called in the order of time. */
  void counted(long at, int members, int bots);

  /** No story that begins later touches voice on this day of the span. */
  void dayTold(int day);
}

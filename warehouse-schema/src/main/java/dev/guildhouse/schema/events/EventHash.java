package dev.guildhouse.schema.events;

/**
 * The 64-bit hash that gives an event an identity where Discord gives it none: an ordinal out of
 * session and sequence, a subject out of an outside id. It never changes, because what is stored was
 * identified by it.
 */
public final class EventHash {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
  private long state = GOLDEN_RATIO;

  private EventHash() {}

  public static EventHash start() {
    return new EventHash();
  }

  /** The ordinal of what has no id of its own: its place in the session that took it. */
  public static long ofSequence(long sessionId, long sequence) {
    return start().with(sessionId).with(sequence).value();
  }

  public EventHash with(long part) {
    state = mixed((state + GOLDEN_RATIO) ^ mixed(part + GOLDEN_RATIO));
    return this;
  }

  /** A text, told apart from every other sequence of parts by its length. */
  public EventHash with(CharSequence part) {
    with(part.length());
    long four = 0;
    for (int i = 0; i < part.length(); i++) {
      four = (four << 16) | part.charAt(i);
      if ((i & 3) == 3) {
        with(four);
        four = 0;
      }
    }
    return with(four);
  }

  public long value() {
    return state;
  }

  /** The finalizer of SplitMix64, in which every bit of the input moves every bit of the output. */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

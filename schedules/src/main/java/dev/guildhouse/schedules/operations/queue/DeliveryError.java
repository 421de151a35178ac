package dev.guildhouse.schedules.operations.queue;

/**
 * Why an attempt failed.
 *
 * @param type a short word to group by: {@code RateLimited}, {@code UnknownChannel}, …
 * @param text one line for people
 * @param trace what the attempt may have left in the channel
 */
public record DeliveryError(String type, String text, Trace trace) {
  private static final int LONGEST_TYPE = 200;
  private static final int LONGEST_TEXT = 2_000;

  /** What an attempt that failed may have left in the channel. */
  public enum Trace {
    /** The answer says that nothing was posted. */
    NOTHING_POSTED,
    /** The answer was lost, or a part was posted: the next attempt has to look first. */
    MAYBE_POSTED
  }

  public DeliveryError {
    type = shortened(type, LONGEST_TYPE);
    text = shortened(text, LONGEST_TEXT);
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}

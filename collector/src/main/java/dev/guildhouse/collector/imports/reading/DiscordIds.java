package dev.guildhouse.collector.imports.reading;

/** Reads Discord's ids: whole numbers from 1 to 2^63 - 1. */
public final class DiscordIds {
  private static final int MOST_DIGITS = 19;

  private DiscordIds() {}

  public static long parse(char[] text, int offset, int length) {
    long id = 0;
    for (int i = offset; i < offset + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new RefusedInput("an id is not a whole number");
      }
      id = id * 10 + digit;
    }
    // 19 digits overflow at most into the sign.
    if (length == 0 || length > MOST_DIGITS || id <= 0) {
      throw outOfRange();
    }
    return id;
  }

  public static long parse(String text) {
    return parse(text.toCharArray(), 0, text.length());
  }

  public static RefusedInput outOfRange() {
    return new RefusedInput("an id is not between 1 and " + Long.MAX_VALUE);
  }
}

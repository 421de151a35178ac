package dev.guildhouse.collector;

/**
 * What is kept of every message's text instead of the text: how long it is and whether it asks
 * something.
 */
public final class MessageText {
  private MessageText() {}

  /** Characters as a person counts them: a pair of surrogates is one. */
  public static int length(char[] text, int offset, int length) {
    int pairs = 0;
    for (int i = offset + 1; i < offset + length; i++) {
      if (Character.isLowSurrogate(text[i]) && Character.isHighSurrogate(text[i - 1])) {
        pairs++;
      }
    }
    return length - pairs;
  }

  /** Whether the text ends in a question mark, that of Chinese or Arabic script included. */
  public static boolean isQuestion(char[] text, int offset, int length) {
    int last = offset + length - 1;
    while (last >= offset && Character.isWhitespace(text[last])) {
      last--;
    }
    return last >= offset && (text[last] == '?' || text[last] == '？' || text[last] == '؟');
  }
}

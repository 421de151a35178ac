package dev.guildhouse.schedules.embeds;

import java.util.regex.Pattern;

/** Turns text that anybody may have chosen into text that Discord shows as it is. */
public final class PlainText {
  private static final String CUT = "…";
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]+");

  /** Everything that Discord reads as markup anywhere in a line. */
  private static final Pattern MARKUP = Pattern.compile("[\\\\*_~|`<\\[\\]]");

  /** Headings, quotes and lists, which count only where a line begins. */
  private static final Pattern LINE_START =
      Pattern.compile("^(\\s*\\d*)([#>]|[+-](?=[\\s#])|(?<=\\d)\\.)");

  private static final String ZERO_WIDTH_SPACE = "\u200b";

  private PlainText() {}

  /** One line in which nothing is markup, a link or a mention. */
  public static String escaped(String text) {
    String line = MARKUP.matcher(oneLine(text)).replaceAll("\\\\$0");
    line = LINE_START.matcher(line).replaceFirst("$1\\\\$2");
    return line.replace("@", "@" + ZERO_WIDTH_SPACE).replace("://", ":" + ZERO_WIDTH_SPACE + "//");
  }

  /** One line to stand in a block of code, which it cannot end, without a mention. */
  public static String inCode(String text) {
    return oneLine(text).replace('`', '\'').replace("@", "@" + ZERO_WIDTH_SPACE);
  }

  /** At most so many characters, and never half of one. */
  public static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - CUT.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    // An escape that lost its character would swallow what follows.
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end--;
    }
    return text.substring(0, end) + CUT;
  }

  private static String oneLine(String text) {
    return CONTROL.matcher(text).replaceAll(" ").strip();
  }
}

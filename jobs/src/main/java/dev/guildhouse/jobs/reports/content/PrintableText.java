package dev.guildhouse.jobs.reports.content;

/**
 * Text as any file and screen can hold it. Names come from people, who may put in them what breaks
 * XML, starts a line or turns around the text that follows.
 */
final class PrintableText {
  private PrintableText() {}

  /**
   * The text without control characters, half characters and marks that change the direction of
   * what follows; the harmless marks for right to left and the joiners inside emoji stay.
   */
  static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(character -> {
      if (Character.isWhitespace(character)) {
        printable.append(' ');
      } else if (isPrintable(character)) {
        printable.appendCodePoint(character);
      }
    });
    return printable.toString().strip();
  }

  private static boolean isPrintable(int character) {
    int type = Character.getType(character);
    boolean turnsText = (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
    boolean isNoCharacter = (character & 0xFFFE) == 0xFFFE;
    return type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && !turnsText
        && !isNoCharacter;
  }
}

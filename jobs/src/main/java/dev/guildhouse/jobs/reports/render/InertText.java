package dev.guildhouse.jobs.reports.render;

/** Tells which texts a spreadsheet would run as a formula, and makes them harmless. */
public final class InertText {
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  private InertText() {}

  /**
   * Whether a spreadsheet may take the text for a formula. Blanks and invisible marks before the
   * first visible character do not hide it, because some programs strip them.
   */
  public static boolean couldBeFormula(String text) {
    return text.codePoints()
        .filter(character -> !isPassedOver(character))
        .mapToObj(first -> FORMULA_STARTS.indexOf(first) >= 0)
        .findFirst()
        .orElse(false);
  }

  /** The text as a CSV field: behind an apostrophe when it could be a formula. */
  public static String ofCsv(String text) {
    return couldBeFormula(text) ? "'" + text : text;
  }

  private static boolean isPassedOver(int character) {
    return FORMULA_STARTS.indexOf(character) < 0
        && (Character.isWhitespace(character)
            || Character.isSpaceChar(character)
            || Character.getType(character) == Character.FORMAT
            || Character.isISOControl(character));
  }
}

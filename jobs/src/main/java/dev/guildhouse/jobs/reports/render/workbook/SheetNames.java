package dev.guildhouse.jobs.reports.render.workbook;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes any text a name that Excel takes for a sheet, different from all others of the workbook. */
public final class SheetNames {
  private static final int LONGEST = 31;
  private static final String REFUSED = "[]:*?/\\";
  private static final String FALLBACK = "Sheet";

  /** Excel keeps this name for itself, in any case. */
  private static final String RESERVED = "history";

  private final Set<String> taken = new HashSet<>();

  /** The nearest valid name that is still free; Excel does not tell upper from lower case. */
  public String of(String wanted) {
    String valid = valid(wanted);
    String name = cut(valid, LONGEST);
    for (int copy = 2; !taken.add(name.toLowerCase(Locale.ROOT)); copy++) {
      String suffix = " (" + copy + ")";
      name = cut(valid, LONGEST - suffix.length()) + suffix;
    }
    return name;
  }

  private static String valid(String wanted) {
    StringBuilder kept = new StringBuilder(wanted.length());
    wanted.codePoints().forEach(character -> {
      int type = Character.getType(character);
      if (REFUSED.indexOf(character) >= 0) {
        kept.append('-');
      } else if (Character.isWhitespace(character)) {
        kept.append(' ');
      } else if (type != Character.CONTROL
          && type != Character.FORMAT
          && type != Character.SURROGATE) {
        kept.appendCodePoint(character);
      }
    });
    String name = withoutApostrophes(kept.toString());
    if (name.isEmpty()) {
      return FALLBACK;
    }
    return name.toLowerCase(Locale.ROOT).equals(RESERVED) ? name + "-" : name;
  }

  /** At most so many UTF-16 units, without half a character or an apostrophe at the end. */
  private static String cut(String name, int length) {
    if (name.length() <= length) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(length - 1)) ? length - 1 : length;
    return withoutApostrophes(name.substring(0, end));
  }

  private static String withoutApostrophes(String name) {
    String stripped = name.strip();
    int from = 0;
    int to = stripped.length();
    while (from < to && isDropped(stripped.charAt(from))) {
      from++;
    }
    while (to > from && isDropped(stripped.charAt(to - 1))) {
      to--;
    }
    return stripped.substring(from, to);
  }

  private static boolean isDropped(char character) {
    return character == '\'' || character == ' ';
  }
}

package dev.guildhouse.schema.time;

import java.time.Month;
import java.util.Locale;
import java.util.regex.Pattern;

/** English names of months, in full or by at least three letters. */
final class MonthNames {
  /** Matches one of them in lower case; not a group. */
  static final String PATTERN =
      "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

  /** Matches one of them in lower case as a word of its own. */
  static final Pattern WORD = Pattern.compile("\\b" + PATTERN + "(?![a-z])");

  private static final int LETTERS = 3;

  private MonthNames() {}

  /** 1 for January. */
  static int number(String name) {
    for (Month month : Month.values()) {
      if (month.name().toLowerCase(Locale.ROOT).startsWith(name.substring(0, LETTERS))) {
        return month.getValue();
      }
    }
    throw new IllegalArgumentException("no month " + name);
  }
}

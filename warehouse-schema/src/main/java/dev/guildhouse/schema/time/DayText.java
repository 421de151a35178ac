package dev.guildhouse.schema.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A single UTC day: {@code 2018-01-12}, {@code 12 Jan 2018}, {@code yesterday}, {@code 3 days ago}. A
 * day without a year, and a weekday, is the last one before today.
 */
final class DayText {
  /** Today, and the days before it in their order. */
  static final List<String> WORDS = List.of("today", "yesterday", "day before yesterday");

  private static final Pattern ISO = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})");
  private static final Pattern DAY_FIRST = Pattern.compile("(?:the )?(\\d{1,2})(?:st|nd|rd|th)?"
      + "(?: of)?[ -](" + MonthNames.PATTERN + ")(?:,?[ -](\\d{4}))?");
  private static final Pattern MONTH_FIRST = Pattern.compile(
      "(" + MonthNames.PATTERN + ") (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?");
  private static final Pattern AGO =
      Pattern.compile("(\\d{1,4}|an?|one) (day|week|month|quarter|year)s? ago");
  private static final Pattern WEEKDAY =
      Pattern.compile("(?:last )?(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?");
  private static final Pattern TWO_WAYS = Pattern.compile("\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}");

  private DayText() {}

  /**
   * The day that a text means.
   *
   * @throws UnclearDays when it means none, or may mean two
   */
  static LocalDate read(String plain, LocalDate today) throws UnclearDays {
    Optional<LocalDate> day = strictly(plain, today);
    if (day.isPresent()) {
      return day.get();
    }
    if (TWO_WAYS.matcher(plain).matches()) {
      throw new UnclearDays("some countries write the day first, and others the month");
    }
    return LenientDayText.read(plain, today);
  }

  private static Optional<LocalDate> strictly(String plain, LocalDate today) throws UnclearDays {
    int daysBefore = WORDS.indexOf(plain.replaceFirst("^the ", ""));
    if (daysBefore >= 0) {
      return Optional.of(today.minusDays(daysBefore));
    }
    Matcher iso = ISO.matcher(plain);
    if (iso.matches()) {
      return Optional.of(day(number(iso, 1), number(iso, 2), number(iso, 3)));
    }
    Matcher dayFirst = DAY_FIRST.matcher(plain);
    if (dayFirst.matches()) {
      int month = MonthNames.number(dayFirst.group(2));
      return Optional.of(day(dayFirst.group(3), month, number(dayFirst, 1), today));
    }
    Matcher monthFirst = MONTH_FIRST.matcher(plain);
    if (monthFirst.matches()) {
      int month = MonthNames.number(monthFirst.group(1));
      return Optional.of(day(monthFirst.group(3), month, number(monthFirst, 2), today));
    }
    Matcher ago = AGO.matcher(plain);
    if (ago.matches()) {
      return Optional.of(ago(ago.group(1), ago.group(2), today));
    }
    Matcher weekday = WEEKDAY.matcher(plain);
    return weekday.matches()
        ? Optional.of(today.with(TemporalAdjusters.previous(weekday(weekday.group(1)))))
        : Optional.empty();
  }

  private static LocalDate ago(String count, String unit, LocalDate today) {
    long number = Character.isDigit(count.charAt(0)) ? Long.parseLong(count) : 1;
    return switch (unit) {
      case "day" -> today.minusDays(number);
      case "week" -> today.minusWeeks(number);
      case "month" -> today.minusMonths(number);
      case "quarter" -> today.minusMonths(3 * number);
      default -> today.minusYears(number);
    };
  }

  private static DayOfWeek weekday(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).startsWith(name)) {
        return day;
      }
    }
    throw new IllegalArgumentException("no weekday " + name);
  }

  private static LocalDate day(@Nullable String year, int month, int day, LocalDate today)
      throws UnclearDays {
    if (year != null) {
      return day(Integer.parseInt(year), month, day);
    }
    // Of 29 February the one of the last leap year.
    int found = today.getYear();
    boolean isLeapDay = month == 2 && day == 29;
    while (isLeapDay && !Year.isLeap(found)) {
      found--;
    }
    LocalDate candidate = day(found, month, day);
    if (!candidate.isBefore(today)) {
      found--;
      while (isLeapDay && !Year.isLeap(found)) {
        found--;
      }
      candidate = day(found, month, day);
    }
    return candidate;
  }

  private static LocalDate day(int year, int month, int day) throws UnclearDays {
    if (month < 1 || month > 12) {
      throw new UnclearDays("there is no month " + month);
    }
    YearMonth of = YearMonth.of(year, month);
    if (day < 1 || day > of.lengthOfMonth()) {
      throw new UnclearDays(
          of + " has the days 1 to " + of.lengthOfMonth() + ", and no day " + day);
    }
    return of.atDay(day);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}

package dev.guildhouse.schema.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weeks, months, quarters and years by their number: {@code 2026-W10}, {@code Mar 2026}, {@code 2026}. */
final class CalendarText {
  private static final Pattern WEEK = Pattern.compile("(\\d{4})-?w(\\d{1,2})");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{1,2})");
  private static final Pattern NAMED_MONTH =
      Pattern.compile("(" + MonthNames.PATTERN + "),? (\\d{4})");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})[- ]?q(\\d)");
  private static final Pattern NAMED_QUARTER = Pattern.compile("q(\\d)[- ](\\d{4})");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final int MONTHS_OF_A_QUARTER = 3;

  private CalendarText() {}

  /**
   * The period that a text names; empty when it names none of these kinds.
   *
   * @throws UnclearDays when there is no such week, month or quarter
   */
  static Optional<DayRange> read(String plain) throws UnclearDays {
    Matcher week = WEEK.matcher(plain);
    if (week.matches()) {
      return Optional.of(week(number(week, 1), number(week, 2)));
    }
    Matcher quarter = QUARTER.matcher(plain);
    if (quarter.matches()) {
      return Optional.of(quarter(number(quarter, 1), number(quarter, 2)));
    }
    Matcher named = NAMED_QUARTER.matcher(plain);
    if (named.matches()) {
      return Optional.of(quarter(number(named, 2), number(named, 1)));
    }
    Matcher month = MONTH.matcher(plain);
    if (month.matches()) {
      return Optional.of(month(number(month, 1), number(month, 2)));
    }
    Matcher namedMonth = NAMED_MONTH.matcher(plain);
    if (namedMonth.matches()) {
      return Optional.of(month(number(namedMonth, 2), MonthNames.number(namedMonth.group(1))));
    }
    return YEAR.matcher(plain).matches()
        ? Optional.of(year(Integer.parseInt(plain)))
        : Optional.empty();
  }

  private static DayRange week(int year, int week) throws UnclearDays {
    // The fourth of January lies in the first ISO week of its year.
    LocalDate first = LocalDate.of(year, 1, 4);
    long weeks = IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(first).getMaximum();
    if (week < 1 || week > weeks) {
      throw new UnclearDays(year + " has the ISO weeks 1 to " + weeks + ", and no week " + week);
    }
    return Period.WEEK.holding(first.plusWeeks(week - 1L));
  }

  private static DayRange month(int year, int month) throws UnclearDays {
    if (month < 1 || month > 12) {
      throw new UnclearDays("there is no month " + month);
    }
    return Period.MONTH.holding(YearMonth.of(year, month).atDay(1));
  }

  private static DayRange quarter(int year, int quarter) throws UnclearDays {
    if (quarter < 1 || quarter > 4) {
      throw new UnclearDays("a year has the quarters 1 to 4, and no quarter " + quarter);
    }
    LocalDate first = LocalDate.of(year, MONTHS_OF_A_QUARTER * (quarter - 1) + 1, 1);
    return new DayRange(first, first.plusMonths(MONTHS_OF_A_QUARTER));
  }

  private static DayRange year(int year) {
    return new DayRange(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}

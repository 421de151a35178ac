package dev.guildhouse.schema.time;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days before today: {@code last 30 days}, {@code last month}, {@code this week}, {@code all}. */
final class RecentText {
  /** What a misspelt word may have meant. */
  static final List<String> WORDS = List.of(
      "last 7 days",
      "last 30 days",
      "last 90 days",
      "last week",
      "last month",
      "last quarter",
      "last year",
      "this week",
      "this month",
      "this quarter",
      "this year",
      "all");

  private static final Pattern LAST_DAYS =
      Pattern.compile("(?:the )?(?:last |past )?(\\d{1,4}) ?d(?:ays?)?");
  private static final Pattern LAST = Pattern.compile(
      "(?:the )?(?:last|past|previous)(?: (\\d{1,4}))? (week|month|quarter|year)s?");
  private static final Pattern THIS =
      Pattern.compile("(?:this|the current|current) (week|month|quarter|year)");
  private static final int MONTHS_OF_A_QUARTER = 3;

  private RecentText() {}

  /**
   * The days that a text means, today left out; empty when it is of none of these kinds.
   *
   * @throws UnclearDays when that is no day
   */
  static Optional<DayRange> read(String plain, LocalDate today) throws UnclearDays {
    if (plain.equals("all") || plain.equals("all time")) {
      return Optional.of(new DayRange(Snowflake.FIRST_DAY, today));
    }
    Matcher days = LAST_DAYS.matcher(plain);
    if (days.matches()) {
      return Optional.of(new DayRange(today.minusDays(count(days)), today));
    }
    Matcher last = LAST.matcher(plain);
    if (last.matches()) {
      LocalDate end = start(last.group(2), today);
      return Optional.of(new DayRange(back(last.group(2), end, count(last)), end));
    }
    Matcher current = THIS.matcher(plain);
    if (current.matches()) {
      String unit = current.group(1);
      LocalDate start = start(unit, today);
      if (start.equals(today)) {
        throw new UnclearDays("this " + unit + " begins today, and has no complete day yet");
      }
      return Optional.of(new DayRange(start, today));
    }
    return Optional.empty();
  }

  private static long count(Matcher matcher) throws UnclearDays {
    long count = matcher.group(1) == null ? 1 : Long.parseLong(matcher.group(1));
    if (count == 0) {
      throw new UnclearDays("that is no day at all");
    }
    return count;
  }

  private static LocalDate start(String unit, LocalDate day) {
    return switch (unit) {
      case "week" -> Period.WEEK.start(day);
      case "month" -> Period.MONTH.start(day);
      case "quarter" ->
        Period.MONTH.start(day).minusMonths((day.getMonthValue() - 1) % MONTHS_OF_A_QUARTER);
      default -> day.withDayOfYear(1);
    };
  }

  private static LocalDate back(String unit, LocalDate end, long count) {
    return switch (unit) {
      case "week" -> end.minusWeeks(count);
      case "month" -> end.minusMonths(count);
      case "quarter" -> end.minusMonths(MONTHS_OF_A_QUARTER * count);
      default -> end.minusYears(count);
    };
  }
}

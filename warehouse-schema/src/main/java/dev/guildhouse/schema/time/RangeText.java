package dev.guildhouse.schema.time;

import dev.guildhouse.schema.WarehouseException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days as people write them: {@code 2026-03-01}, {@code 2026-03}, {@code 2026-W10}, {@code 2026-Q1},
 * {@code yesterday}, {@code last month}, {@code last 30 days}, and {@code A to B}, where B is not part
 * of the range. Every word means whole UTC days.
 */
public final class RangeText {
  private static final Pattern BETWEEN = Pattern.compile("(.+?)\\s+to\\s+(.+)");
  private static final Pattern LAST_DAYS = Pattern.compile("(?:last )?([1-9]\\d{0,3}) ?d(?:ays?)?");
  private static final Pattern WEEK = Pattern.compile("(\\d{4})-w(\\d{2})");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})-?q([1-4])");

  private RangeText() {}

  /**
   * The days that a text means.
   *
   * @param today the UTC day on which it is written
   * @throws WarehouseException with code USAGE that names the text and the forms there are
   */
  public static DayRange parse(String text, LocalDate today) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    Matcher between = BETWEEN.matcher(plain);
    if (between.matches()) {
      return new DayRange(
          single(between.group(1), text, today).from(),
          single(between.group(2), text, today).from());
    }
    return single(plain, text, today);
  }

  private static DayRange single(String plain, String text, LocalDate today) {
    return word(plain, today)
        .or(() -> calendar(plain))
        .orElseThrow(() -> WarehouseException.usage(
            "understand the days '" + text + "'",
            "they are in no form that is known",
            "Give a day as 2026-03-01, a month as 2026-03, a week as 2026-W10, a quarter as 2026-Q1,"
                + " yesterday, this month, last month, last 30 days, or A to B, where B is not part of"
                + " the range."));
  }

  private static Optional<DayRange> word(String plain, LocalDate today) {
    Matcher days = LAST_DAYS.matcher(plain);
    if (days.matches()) {
      return Optional.of(new DayRange(today.minusDays(Long.parseLong(days.group(1))), today));
    }
    return Optional.ofNullable(
        switch (plain) {
          case "today" -> DayRange.of(today);
          case "yesterday" -> DayRange.of(today.minusDays(1));
          case "this week" -> Period.WEEK.holding(today);
          case "last week" -> Period.WEEK.holding(today.minusWeeks(1));
          case "this month" -> Period.MONTH.holding(today);
          case "last month" -> Period.MONTH.holding(today.withDayOfMonth(1).minusDays(1));
          default -> null;
        });
  }

  private static Optional<DayRange> calendar(String plain) {
    try {
      Matcher week = WEEK.matcher(plain);
      if (week.matches()) {
        return week(Integer.parseInt(week.group(1)), Integer.parseInt(week.group(2)));
      }
      Matcher quarter = QUARTER.matcher(plain);
      if (quarter.matches()) {
        LocalDate first = LocalDate.of(
            Integer.parseInt(quarter.group(1)), Integer.parseInt(quarter.group(2)) * 3 - 2, 1);
        return Optional.of(new DayRange(first, first.plusMonths(3)));
      }
      return plain.length() == "2026-03".length()
          ? Optional.of(Period.MONTH.holding(YearMonth.parse(plain).atDay(1)))
          : Optional.of(DayRange.of(LocalDate.parse(plain)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<DayRange> week(int year, int week) {
    DayRange days = Period.WEEK.holding(LocalDate.of(year, 1, 4).plusWeeks(week - 1L));
    return days.from().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == week
            && days.from().get(IsoFields.WEEK_BASED_YEAR) == year
        ? Optional.of(days)
        : Optional.empty();
  }
}

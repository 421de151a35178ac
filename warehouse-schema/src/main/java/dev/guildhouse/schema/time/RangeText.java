package dev.guildhouse.schema.time;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Days as people write them: a day, week, month, quarter or year of the calendar, {@code last 30
 * days}, {@code yesterday}, {@code 12 Jan 2018}, and {@code A to B}, where B is not part of the range.
 * Every word means whole UTC days. Nothing is guessed: what has no meaning, or two, is refused.
 */
public final class RangeText {
  private static final Pattern BETWEEN =
      Pattern.compile("(?:from )?(.+?)(?: (?:to|until) |\\s*\\.\\.\\s*)(.+)");
  private static final Pattern SINCE = Pattern.compile("since (.+)");

  private static final String FORMS =
      "Give a day (2026-03-01, 12 Jan 2018, yesterday, 3 days ago), a week (2026-W10, last week),"
          + " a month (2026-03, last month), a quarter (2026-Q1), a year, last 30 days, all, or A to B,"
          + " where B is not part of the range.";

  private RangeText() {}

  /**
   * The days that a text means.
   *
   * @param today the UTC day on which it is written
   * @throws WarehouseException with code USAGE that names the text, what is wrong with it, and the
   *     forms there are
   */
  public static DayRange parse(String text, LocalDate today) {
    String plain =
        text.strip().toLowerCase(Locale.ROOT).replace('\u2019', '\'').replaceAll("\\s+", " ");
    try {
      return sinceDiscord(range(plain, today));
    } catch (UnclearDays unclear) {
      throw WarehouseException.usage(
          "understand the days '" + text + "'",
          unclear.why(),
          Nearest.hint(plain, words()) + FORMS);
    }
  }

  private static DayRange sinceDiscord(DayRange days) throws UnclearDays {
    if (days.from().isBefore(Snowflake.FIRST_DAY)) {
      throw new UnclearDays("it begins on " + days.from()
          + ", and nothing on Discord is older than " + Snowflake.FIRST_DAY);
    }
    return days;
  }

  private static DayRange range(String plain, LocalDate today) throws UnclearDays {
    Matcher between = BETWEEN.matcher(plain);
    if (between.matches()) {
      return between(
          one(between.group(1), today).from(), one(between.group(2), today).from());
    }
    Matcher since = SINCE.matcher(plain);
    return since.matches() ? between(one(since.group(1), today).from(), today) : one(plain, today);
  }

  private static DayRange between(LocalDate from, LocalDate to) throws UnclearDays {
    if (from.isAfter(to)) {
      throw new UnclearDays("it runs backwards, from " + from + " to " + to);
    }
    if (from.equals(to)) {
      throw new UnclearDays(
          "it begins and ends on " + from + ", and the second day is not part of the range");
    }
    return new DayRange(from, to);
  }

  /** The days that a text means which names no two ends. */
  private static DayRange one(String plain, LocalDate today) throws UnclearDays {
    Optional<DayRange> period = CalendarText.read(plain);
    if (period.isEmpty()) {
      period = RecentText.read(plain, today);
    }
    return period.isPresent() ? period.get() : DayRange.of(DayText.read(plain, today));
  }

  private static List<String> words() {
    return Stream.concat(RecentText.WORDS.stream(), DayText.WORDS.stream()).toList();
  }
}

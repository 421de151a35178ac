package dev.guildhouse.schema.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.natty.DateGroup;
import org.natty.Parser;

/**
 * A single UTC day in freer English: {@code two fridays ago}, {@code christmas 2025}, {@code the last
 * monday of march 2026}. The parser reads almost anything as some instant, so its answer stands only
 * when it used the whole text, and says again what the text says of month, day, year and weekday.
 */
final class LenientDayText {
  private static final Pattern ARTICLE = Pattern.compile("^(?:the|an?) ");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\d'])(\\d{1,18})(?:st|nd|rd|th)?(?![\\d:])");
  private static final Pattern WEEKDAY =
      Pattern.compile("\\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\\b");
  private static final Pattern OFFSET = Pattern.compile("\\b(?:before|after|from|ago)\\b");

  /** What lasts longer than a day, and is no day unless one counts from it. */
  private static final Pattern PERIOD = Pattern.compile(
      "\\b(?:week|weekend|fortnight|month|quarter|year|decade|spring|summer|autumn|fall|winter)s?\\b");

  private LenientDayText() {}

  /**
   * The day that a text means, as seen at noon of today.
   *
   * @throws UnclearDays when it means none, or something else than a day that is over
   */
  static LocalDate read(String plain, LocalDate today) throws UnclearDays {
    String text = ARTICLE.matcher(plain).replaceFirst("");
    Instant noon = today.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    List<DateGroup> groups =
        new Parser(TimeZone.getTimeZone(ZoneOffset.UTC)).parse(text, Date.from(noon));
    DateGroup group = groups.size() == 1 ? groups.get(0) : null;
    if (group == null
        || !ARTICLE.matcher(group.getText()).replaceFirst("").equals(text)
        || group.getDates().size() != 1
        || group.isRecurring()
        || group.isDateInferred()) {
      throw new UnclearDays("they are in no form that is known");
    }
    if (!group.isTimeInferred()) {
      throw new UnclearDays("it names a time, and ranges are of whole days");
    }
    LocalDate day = LocalDate.ofInstant(group.getDates().get(0).toInstant(), ZoneOffset.UTC);
    boolean isOffset = OFFSET.matcher(text).find();
    if (!isOffset && PERIOD.matcher(text).find()) {
      throw new UnclearDays("it names a longer time than a day, and not surely which days");
    }
    if (!isOffset && !saysAgain(text, day)) {
      throw new UnclearDays("there is no such day; the nearest would be " + day);
    }
    if (day.isAfter(today)) {
      throw new UnclearDays("it would be " + day + ", which has not come yet");
    }
    return day;
  }

  /** Whether the day is what the text names, as far as it names month, day, year and weekday. */
  private static boolean saysAgain(String text, LocalDate day) {
    Matcher month = MonthNames.WORD.matcher(text);
    boolean namesMonth = month.find();
    if (namesMonth && MonthNames.number(month.group()) != day.getMonthValue()) {
      return false;
    }
    Matcher weekday = WEEKDAY.matcher(text);
    if (weekday.find()
        && DayOfWeek.valueOf(weekday.group(1).toUpperCase(Locale.ROOT)) != day.getDayOfWeek()) {
      return false;
    }
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      int digits = number.group(1).length();
      long value = Long.parseLong(number.group(1));
      if (digits > 2 ? value != day.getYear() : namesMonth && value != day.getDayOfMonth()) {
        return false;
      }
    }
    return true;
  }
}

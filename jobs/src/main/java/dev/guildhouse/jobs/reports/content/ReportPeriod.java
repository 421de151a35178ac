package dev.guildhouse.jobs.reports.content;

import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a report names its days: honestly, so that two days are never called a week.
 *
 * @param days the days
 */
public record ReportPeriod(DayRange days) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  /** The day, ISO week or calendar month that this is exactly. */
  public Optional<Period> calendar() {
    return Arrays.stream(Period.values())
        .filter(period -> period.holding(days.from()).equals(days))
        .findFirst();
  }

  /** For a person: {@code ISO week 2026-W10: Mon 2 Mar 2026 to Sun 8 Mar 2026, UTC}. */
  public String text() {
    LocalDate last = days.to().minusDays(1);
    String span = DAY.format(days.from()) + " to " + DAY.format(last) + ", UTC";
    return calendar()
        .map(period -> switch (period) {
          case DAY -> DAY.format(days.from()) + ", UTC";
          case WEEK -> "ISO week " + week() + ": " + span;
          case MONTH -> MONTH.format(days.from()) + ", UTC";
        })
        .orElseGet(() -> days.length() + " days: " + span);
  }

  /** For names of files: {@code 2026-W10}; any other range by its first day and the day after. */
  public String code() {
    return calendar()
        .map(period -> switch (period) {
          case DAY -> days.from().toString();
          case WEEK -> week();
          case MONTH -> days.from().toString().substring(0, "2026-03".length());
        })
        .orElseGet(() -> days.from() + "_" + days.to());
  }

  private String week() {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        days.from().get(IsoFields.WEEK_BASED_YEAR),
        days.from().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }
}

package dev.guildhouse.schema.kpis;

import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The calendar periods by which targets are judged. */
public enum KpiPeriod {
  DAY,
  WEEK,
  MONTH,
  QUARTER;

  private static final int MONTHS_OF_QUARTER = 3;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<KpiPeriod> ofText(String text) {
    return Arrays.stream(values())
        .filter(one -> one.text().equalsIgnoreCase(text))
        .findFirst();
  }

  /** The whole period that holds a day. */
  public DayRange holding(LocalDate day) {
    return switch (this) {
      case DAY -> Period.DAY.holding(day);
      case WEEK -> Period.WEEK.holding(day);
      case MONTH -> Period.MONTH.holding(day);
      case QUARTER -> {
        LocalDate month = day.withDayOfMonth(1);
        LocalDate start = month.minusMonths((month.getMonthValue() - 1) % MONTHS_OF_QUARTER);
        yield new DayRange(start, start.plusMonths(MONTHS_OF_QUARTER));
      }
    };
  }

  /** The period just before one. */
  public DayRange before(DayRange period) {
    return holding(period.from().minusDays(1));
  }

  /** The period that trends compare one with: of days the same weekday. */
  public DayRange comparedWith(DayRange period) {
    return this == DAY ? holding(period.from().minusWeeks(1)) : before(period);
  }
}

package dev.guildhouse.schema.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** The calendar periods that rollups exist for. */
public enum Period {
  DAY("daily", "day"),
  /** The ISO week: Monday to Sunday. */
  WEEK("weekly", "week"),
  MONTH("monthly", "month");

  private final String adjective;
  private final String sqlUnit;

  Period(String adjective, String sqlUnit) {
    this.adjective = adjective;
    this.sqlUnit = sqlUnit;
  }

  /** As table names end: {@code daily}, {@code weekly}, {@code monthly}. */
  public String adjective() {
    return adjective;
  }

  /** The unit that SQL's {@code date_trunc} and {@code trunc} know it by. */
  public String sqlUnit() {
    return sqlUnit;
  }

  /** The first day of the period that holds the given one. */
  public LocalDate start(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /** The whole period that holds the given day. */
  public DayRange holding(LocalDate day) {
    LocalDate start = start(day);
    return switch (this) {
      case DAY -> DayRange.of(start);
      case WEEK -> new DayRange(start, start.plusWeeks(1));
      case MONTH -> new DayRange(start, start.plusMonths(1));
    };
  }

  /** The last whole period that was over when a day began. */
  public DayRange lastBefore(LocalDate day) {
    return holding(start(day).minusDays(1));
  }

  /** The smallest range of whole periods that holds every day of the given range. */
  public DayRange covering(DayRange days) {
    return new DayRange(start(days.from()), holding(days.to().minusDays(1)).to());
  }
}

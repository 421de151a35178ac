package dev.guildhouse.schedules.timetable;

import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import dev.guildhouse.schema.time.RangeText;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule asks of its job. Each job takes what it knows; what it does not know is refused
 * when the schedules are read.
 *
 * @param report the report to write; null for a job that writes none
 * @param range the days in words, seen from the UTC day of the slot; null for the job's usual days
 * @param guilds those it is about; empty for all that the job finds
 * @param period that of the schedule; without a range, and where the job knows no better, the last
 *     whole one is meant
 */
public record JobOptions(
    @Nullable String report, @Nullable String range, List<Long> guilds, Period period) {
  public JobOptions {
    guilds = List.copyOf(guilds);
  }

  /** The days that are meant on a day, or the last whole period. */
  public DayRange days(LocalDate today) {
    return range == null
        ? period.holding(period.start(today).minusDays(1))
        : RangeText.parse(range, today);
  }
}

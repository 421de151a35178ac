package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;

/**
 * One row of a public table.
 *
 * @param place a channel, or {@link #GUILD}
 * @param period day, ISO week or month
 * @param start the first day of the period
 */
record Cell(long place, Period period, LocalDate start) {
  /** The whole guild; no channel has this id. */
  static final long GUILD = -1;

  /** What happens in no channel; it has no row. */
  static final long NO_CHANNEL = 0;

  DayRange days() {
    return period.holding(start);
  }
}

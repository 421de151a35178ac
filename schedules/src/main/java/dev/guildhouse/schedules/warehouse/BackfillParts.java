package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.schedules.warehouse.BackfillRequest.Order;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Cuts a backfill into parts, each of which publishes a release, so that one that is killed loses no
 * more than a part. Parts end with calendar months, as tables do; months with little to do go
 * together with the next, and what is little in all is one part.
 */
final class BackfillParts {
  /** So many days are one part. */
  private static final int ONE_PART_DAYS = 62;

  /** From so many days on a month is enough for a part: every whole month is. */
  private static final int ENOUGH_DAYS = 28;

  private BackfillParts() {}

  /**
   * The parts in the order in which they are folded; together they hold exactly the range.
   *
   * @param open the days of the range with something to fold
   */
  static List<DayRange> of(DayRange range, NavigableSet<LocalDate> open, Order order) {
    List<DayRange> parts = new ArrayList<>();
    LocalDate from = range.from();
    if (open.size() > ONE_PART_DAYS) {
      for (YearMonth month : new TreeSet<>(open.stream().map(YearMonth::from).toList())) {
        LocalDate end = month.plusMonths(1).atDay(1);
        if (end.isBefore(range.to()) && open.subSet(from, end).size() >= ENOUGH_DAYS) {
          parts.add(new DayRange(from, end));
          from = end;
        }
      }
    }
    parts.add(new DayRange(from, range.to()));
    if (order == Order.NEWEST_FIRST) {
      Collections.reverse(parts);
    }
    return parts;
  }
}

package dev.guildhouse.jobs.drafts;

import java.util.OptionalLong;

/**
 * A streak as it was on an earlier day than the one to which it is kept, from the days of which each
 * member's activity is kept one by one.
 *
 * @param daysAgo how long before the last folded day, 0 to 63
 * @param watched bit n is set when the day n days before the last folded one was watched
 */
record StreakDays(int daysAgo, long watched) {

  /**
   * The streak on that day; empty where it began before the days that are kept.
   *
   * @param active bit n is set when the member was active n days before the last folded day
   * @param streak on the last folded day
   */
  OptionalLong of(long active, long streak) {
    long after = (1L << daysAgo) - 1;
    boolean isUnbroken = (watched & ~active & after) == 0;
    if (isUnbroken) {
      return OptionalLong.of(streak - Long.bitCount(watched & after));
    }
    long missed = (watched & ~active) >>> daysAgo;
    if (missed == 0) {
      return OptionalLong.empty();
    }
    long since = (1L << Long.numberOfTrailingZeros(missed)) - 1;
    return OptionalLong.of(Long.bitCount((watched & active) >>> daysAgo & since));
  }
}

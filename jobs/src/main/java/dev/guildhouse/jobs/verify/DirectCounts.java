package dev.guildhouse.jobs.verify;

import dev.guildhouse.schema.metrics.Metrics;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What a recount came to, by guild, day, channel and member. Parts of one recount can be put
 * together.
 */
final class DirectCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Digits behind the point that amounts are held with. */
  private static final int DIGITS = 4;

  /** The names of the measures, in the order of the arrays below. */
  static final List<String> NAMES =
      Metrics.SUMS.stream().map(metric -> metric.name()).toList();

  private static final Map<String, Integer> PLACES = places();

  record Cell(long guild, LocalDate day, long channel, long member) implements Serializable {}

  record ActiveThread(long guild, LocalDate day, long channel, long thread)
      implements Serializable {}

  /** A stay in voice, between whole seconds since the epoch. */
  record Stay(long guild, long channel, long from, long to) implements Serializable {}

  private final Map<Cell, long[]> cells = new HashMap<>();
  private final Set<ActiveThread> activeThreads = new HashSet<>();
  private final List<Stay> stays = new ArrayList<>();

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    NAMES.forEach(name -> places.put(name, places.size()));
    return places;
  }

  void count(String measure, long guild, LocalDate day, long channel, long member, long amount) {
    if (amount != 0) {
      int place = Objects.requireNonNull(PLACES.get(measure), measure);
      cells
          .computeIfAbsent(new Cell(guild, day, channel, member), cell -> new long[NAMES.size()])[
          place] += amount;
    }
  }

  /** Where and when it happened, for who did it. */
  void count(String measure, SeenEvent event, long amount) {
    count(measure, event.guild(), event.day(), event.channel(), event.member(), amount);
  }

  /** An amount, to four digits. */
  void amount(String measure, SeenEvent event, BigDecimal amount) {
    count(measure, event, amount.movePointRight(DIGITS).longValueExact());
  }

  void activeThread(long guild, LocalDate day, long channel, long thread) {
    activeThreads.add(new ActiveThread(guild, day, channel, thread));
  }

  void stay(Stay stay) {
    stays.add(stay);
  }

  void add(DirectCounts other) {
    other.cells.forEach((cell, more) -> cells.merge(cell, more, (one, two) -> {
      for (int place = 0; place < one.length; place++) {
        one[place] += two[place];
      }
      return one;
    }));
    activeThreads.addAll(other.activeThreads);
    stays.addAll(other.stays);
  }

  /** Forgets what fell on other days of guilds. */
  void keepOnly(BiPredicate<Long, LocalDate> isWanted) {
    cells.keySet().removeIf(cell -> !isWanted.test(cell.guild(), cell.day()));
    activeThreads.removeIf(thread -> !isWanted.test(thread.guild(), thread.day()));
    stays.removeIf(stay -> !isWanted.test(stay.guild(), VoiceRecount.day(stay.from())));
  }

  /** Forgets what happened in channels of guilds. */
  void leaveOut(BiPredicate<Long, Long> isIgnored) {
    cells.keySet().removeIf(cell -> isIgnored.test(cell.guild(), cell.channel()));
    activeThreads.removeIf(thread -> isIgnored.test(thread.guild(), thread.channel()));
    stays.removeIf(stay -> isIgnored.test(stay.guild(), stay.channel()));
  }

  Map<Cell, long[]> cells() {
    return cells;
  }

  Set<ActiveThread> activeThreads() {
    return activeThreads;
  }

  List<Stay> stays() {
    return stays;
  }

  static BigDecimal value(String measure, long counted) {
    return measure.equals(Metrics.REWARD_AMOUNT.name())
        ? BigDecimal.valueOf(counted, DIGITS)
        : BigDecimal.valueOf(counted);
  }
}

package dev.guildhouse.jobs.verify;

import dev.guildhouse.schema.identity.MemberKeys;
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
import org.jspecify.annotations.Nullable;

/**
 * What a recount came to, by guild, day and channel. Parts of one recount can be put together. Of
 * members nothing is held but which of the measures that make a unique they have.
 */
final class DirectCounts implements Serializable {
  private static final long serialVersionUID = 2L;

  /** Digits behind the point that amounts are held with. */
  private static final int DIGITS = 4;

  /** The names of the measures, in the order of the arrays below. */
  static final List<String> NAMES =
      Metrics.SUMS.stream().map(metric -> metric.name()).toList();

  private static final Map<String, Integer> PLACES = places();

  /** The measures by which a member counts in a unique, a bit each. */
  private static final Map<String, Integer> ACTS =
      Map.of("messages", 1, "reactions_given", 2, "voice_seconds", 4, "threads_created", 8);

  record Cell(long guild, LocalDate day, long channel) implements Serializable {}

  /** What was counted in a cell. */
  static final class Counted implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[] known = new long[NAMES.size()];
    private final long[] unknown = new long[NAMES.size()];
    private final Map<Long, Integer> members = new HashMap<>();

    void add(Counted other) {
      for (int place = 0; place < known.length; place++) {
        known[place] += other.known[place];
        unknown[place] += other.unknown[place];
      }
      other.members.forEach((member, acts) -> members.merge(member, acts, (a, b) -> a | b));
    }

    /** The sum of a measure. */
    long sum(String measure) {
      return sumOfKnown(measure) + unknown[place(measure)];
    }

    /** The sum of a measure without what nobody known did. */
    long sumOfKnown(String measure) {
      return known[place(measure)];
    }

    /** How many known members did one of some things, as {@link #acts}. */
    long members(int acts) {
      return members.values().stream().filter(done -> (done & acts) != 0).count();
    }
  }

  record ActiveThread(long guild, LocalDate day, long channel, long thread)
      implements Serializable {}

  /** A stay in voice, between whole seconds since the epoch. */
  record Stay(long guild, long channel, long from, long to) implements Serializable {}

  private final Map<Cell, Counted> cells = new HashMap<>();
  private final Set<ActiveThread> activeThreads = new HashSet<>();
  private final List<Stay> stays = new ArrayList<>();

  /** The cell counted in last, in which most of what a message counts goes too. */
  private transient @Nullable Cell lastCell;

  private transient @Nullable Counted last;

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    NAMES.forEach(name -> places.put(name, places.size()));
    return places;
  }

  void count(String measure, long guild, LocalDate day, long channel, long member, long amount) {
    if (amount == 0) {
      return;
    }
    Counted counted = counted(guild, day, channel);
    if (member == MemberKeys.UNKNOWN) {
      counted.unknown[place(measure)] += amount;
    } else {
      counted.known[place(measure)] += amount;
      int act = ACTS.getOrDefault(measure, 0);
      if (act != 0) {
        counted.members.merge(member, act, (one, other) -> one | other);
      }
    }
  }

  private static int place(String measure) {
    return Objects.requireNonNull(PLACES.get(measure), measure);
  }

  private Counted counted(long guild, LocalDate day, long channel) {
    Cell cell = lastCell;
    Counted counted = last;
    if (cell == null
        || counted == null
        || cell.channel() != channel
        || cell.guild() != guild
        || !cell.day().equals(day)) {
      cell = new Cell(guild, day, channel);
      counted = cells.computeIfAbsent(cell, unused -> new Counted());
      lastCell = cell;
      last = counted;
    }
    return counted;
  }

  /** The bits of some measures. */
  static int acts(String... measures) {
    int acts = 0;
    for (String measure : measures) {
      acts |= Objects.requireNonNull(ACTS.get(measure), measure);
    }
    return acts;
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

  /** Adds another part, and is itself the sum. */
  DirectCounts add(DirectCounts other) {
    other.cells.forEach(
        (cell, more) -> cells.computeIfAbsent(cell, unused -> new Counted()).add(more));
    activeThreads.addAll(other.activeThreads);
    stays.addAll(other.stays);
    return this;
  }

  /** Forgets what fell on other days of guilds. */
  void keepOnly(BiPredicate<Long, LocalDate> isWanted) {
    cells.keySet().removeIf(cell -> !isWanted.test(cell.guild(), cell.day()));
    activeThreads.removeIf(thread -> !isWanted.test(thread.guild(), thread.day()));
    stays.removeIf(stay -> !isWanted.test(stay.guild(), VoiceRecount.day(stay.from())));
    lastCell = null;
  }

  /** Forgets what happened in channels of guilds. */
  void leaveOut(BiPredicate<Long, Long> isIgnored) {
    cells.keySet().removeIf(cell -> isIgnored.test(cell.guild(), cell.channel()));
    activeThreads.removeIf(thread -> isIgnored.test(thread.guild(), thread.channel()));
    stays.removeIf(stay -> isIgnored.test(stay.guild(), stay.channel()));
    lastCell = null;
  }

  Map<Cell, Counted> cells() {
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

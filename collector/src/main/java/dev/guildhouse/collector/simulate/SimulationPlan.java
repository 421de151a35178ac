package dev.guildhouse.collector.simulate;

import dev.guildhouse.collector.simulate.truth.TruthDetail;
import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What to simulate. Two equal plans under the same secrets give the same events, on every machine.
 *
 * @param guilds 1 to 1,000
 * @param members of each guild, bots left out; at least 10
 * @param channels of each guild, categories left out; at least 4
 * @param days simulated UTC days
 * @param eventsPerDay of the mean day, all guilds together, the larger guilds having more;
 *     redeliveries come on top
 * @param seed decides everything else
 * @param from the first day
 * @param truth how much truth is kept
 */
public record SimulationPlan(
    int guilds,
    int members,
    int channels,
    int days,
    long eventsPerDay,
    long seed,
    LocalDate from,
    TruthDetail truth) {
  private static final int MOST_GUILDS = 1_000;
  private static final int FEWEST_MEMBERS = 10;
  private static final int MOST_MEMBERS = 5_000_000;
  private static final int MOST_CHANNELS = 500;
  private static final int MOST_DAYS = 3_660;
  private static final int FEWEST_EVENTS = 100;
  private static final long MOST_EVENTS = 100_000_000;
  private static final LocalDate EARLIEST = LocalDate.of(2016, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

  /** Above so many events a member's every day would take too much memory. */
  private static final long MEMBER_DETAIL_EVENTS = 3_000_000;

  /** The latest that an event is received, after the last simulated day. */
  static final int LATENESS_DAYS = 4;

  public SimulationPlan {
    List<String> problems = new ArrayList<>();
    within(problems, "guilds", guilds, 1, MOST_GUILDS);
    within(problems, "members", members, FEWEST_MEMBERS, MOST_MEMBERS);
    within(problems, "channels", channels, Channels.FEWEST, MOST_CHANNELS);
    within(problems, "days", days, 1, MOST_DAYS);
    within(
        problems,
        "events per day",
        eventsPerDay,
        FEWEST_EVENTS * (long) Math.max(1, guilds),
        MOST_EVENTS);
    if (from.isBefore(EARLIEST) || from.plusDays(Math.max(0, days)).isAfter(LATEST)) {
      problems.add("all days must lie between " + EARLIEST + " and " + LATEST);
    }
    if (!problems.isEmpty()) {
      throw WarehouseException.usage(
          "simulate this",
          String.join("; ", problems),
          "Events per day are those of all guilds together, at least " + FEWEST_EVENTS
              + " for each.");
    }
  }

  private static void within(
      List<String> problems, String what, long value, long least, long most) {
    if (value < least || value > most) {
      problems.add(what + " must be from " + least + " to " + most + ", not " + value);
    }
  }

  /** A plan that keeps as much truth as its size allows. */
  public static SimulationPlan of(
      int guilds,
      int members,
      int channels,
      int days,
      long eventsPerDay,
      long seed,
      LocalDate from) {
    TruthDetail truth =
        days * eventsPerDay <= MEMBER_DETAIL_EVENTS ? TruthDetail.MEMBERS : TruthDetail.CHANNELS;
    return new SimulationPlan(guilds, members, channels, days, eventsPerDay, seed, from, truth);
  }

  /**
   * The plan whose last day is the given one.
   *
   * @param last the last simulated day
   */
  public SimulationPlan endingOn(LocalDate last) {
    return new SimulationPlan(
        guilds, members, channels, days, eventsPerDay, seed, last.minusDays(days - 1L), truth);
  }

  public SimulationPlan with(TruthDetail detail) {
    return new SimulationPlan(guilds, members, channels, days, eventsPerDay, seed, from, detail);
  }

  /** The days on which something happens. */
  public DayRange range() {
    return new DayRange(from, from.plusDays(days));
  }

  /** The days on which something is received: late events come after the last simulated day. */
  public DayRange received() {
    return new DayRange(from, from.plusDays(days + (long) LATENESS_DAYS));
  }

  /** Names files and folders; different plans have different names. */
  public String name() {
    return "simulate-" + Long.toUnsignedString(seed) + "-"
        + HexFormat.of().toHexDigits((int) fingerprint());
  }

  /** The ids of the guilds, the largest first; different plans have different guilds. */
  public List<Long> guildIds() {
    List<Long> ids = new ArrayList<>();
    for (int number = 0; number < guilds; number++) {
      // 58 bits: as long as the ids of 2017 to 2019, and apart by the guild's number.
      ids.add(1L << 58 | Draws.mix(fingerprint(), number) >>> 17 << 10 | number);
    }
    return ids;
  }

  /** How many events the mean day of a guild shall have. */
  double eventsPerDay(int number) {
    double sum = 0;
    for (int i = 0; i < guilds; i++) {
      sum += weight(i);
    }
    return eventsPerDay * weight(number) / sum;
  }

  private static double weight(int number) {
    return 1.0 / (number + 3);
  }

  Span span() {
    return new Span(from, days);
  }

  /** Everything that decides the events, in one number. */
  private long fingerprint() {
    long print = seed;
    for (long part :
        new long[] {guilds, members, channels, days, eventsPerDay, from.toEpochDay()}) {
      print = Draws.mix(print, part);
    }
    return print;
  }
}

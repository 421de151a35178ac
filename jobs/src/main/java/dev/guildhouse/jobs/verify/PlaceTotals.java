package dev.guildhouse.jobs.verify;

import dev.guildhouse.jobs.verify.DirectCounts.Counted;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.LongUnaryOperator;

/**
 * Recounted numbers of places over days, ISO weeks or months: of channels, of guilds, or of the known
 * members of a guild together.
 */
final class PlaceTotals {
  /** What a number is of, when it is of no single channel. */
  static final long NO_CHANNEL = -1;

  /**
   * Of what a number is.
   *
   * @param start the first day of the period
   */
  record Place(long guild, LocalDate start, long channel) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byStart = start.compareTo(other.start);
      int byGuild = byStart != 0 ? byStart : Long.compare(guild, other.guild);
      return byGuild != 0 ? byGuild : Long.compare(channel, other.channel);
    }
  }

  /** By which measures a member counts in a unique. */
  private static final Map<String, Integer> UNIQUES = Map.of(
      "unique_authors", DirectCounts.acts("messages"),
      "unique_reactors", DirectCounts.acts("reactions_given"),
      "unique_voice_members", DirectCounts.acts("voice_seconds"),
      "active_members",
          DirectCounts.acts("messages", "reactions_given", "voice_seconds", "threads_created"));

  private final Period period;
  private final BiPredicate<Long, LocalDate> isWanted;
  private final LongUnaryOperator channelOf;
  private final boolean isOfMembers;
  private final Map<Place, Counted> counted = new TreeMap<>();
  private final Map<Place, Long> peaks = new HashMap<>();
  private final Map<Place, Set<Long>> threads = new HashMap<>();

  private PlaceTotals(
      Period period,
      BiPredicate<Long, LocalDate> isWanted,
      LongUnaryOperator channelOf,
      boolean isOfMembers) {
    this.period = period;
    this.isWanted = isWanted;
    this.channelOf = channelOf;
    this.isOfMembers = isOfMembers;
  }

  /**
   * Channels, and what happens in none as channel 0.
   *
   * @param isWanted by guild and first day of a period
   */
  static PlaceTotals ofChannels(Period period, BiPredicate<Long, LocalDate> isWanted) {
    return new PlaceTotals(period, isWanted, channel -> channel, false);
  }

  static PlaceTotals ofGuilds(Period period, BiPredicate<Long, LocalDate> isWanted) {
    return new PlaceTotals(period, isWanted, channel -> NO_CHANNEL, false);
  }

  /** All known members of a guild together; the unknown member is left out. */
  static PlaceTotals ofMembers(Period period, BiPredicate<Long, LocalDate> isWanted) {
    return new PlaceTotals(period, isWanted, channel -> NO_CHANNEL, true);
  }

  void add(DirectCounts counts) {
    counts.cells().forEach((cell, sums) -> {
      LocalDate start = period.start(cell.day());
      if (isWanted.test(cell.guild(), start)) {
        counted
            .computeIfAbsent(
                new Place(cell.guild(), start, channelOf.applyAsLong(cell.channel())),
                place -> new Counted())
            .add(sums);
      }
    });
    if (!isOfMembers) {
      counts.activeThreads().forEach(thread -> {
        LocalDate start = period.start(thread.day());
        if (isWanted.test(thread.guild(), start)) {
          Place place = new Place(thread.guild(), start, channelOf.applyAsLong(thread.channel()));
          threads.computeIfAbsent(place, p -> new HashSet<>()).add(thread.thread());
        }
      });
      peaks(counts.stays());
    }
  }

  /** Who leaves at the second at which another comes makes room first. */
  private void peaks(List<DirectCounts.Stay> stays) {
    Map<Place, List<DirectCounts.Stay>> byPlace = new HashMap<>();
    for (DirectCounts.Stay stay : stays) {
      LocalDate start = period.start(VoiceRecount.day(stay.from()));
      if (isWanted.test(stay.guild(), start)) {
        byPlace
            .computeIfAbsent(
                new Place(stay.guild(), start, channelOf.applyAsLong(stay.channel())),
                place -> new ArrayList<>())
            .add(stay);
      }
    }
    byPlace.forEach((place, there) -> {
      TreeMap<Long, Integer> changes = new TreeMap<>();
      there.forEach(stay -> {
        changes.merge(stay.from(), 1, Integer::sum);
        changes.merge(stay.to(), -1, Integer::sum);
      });
      long present = 0;
      long most = 0;
      for (int change : changes.values()) {
        present += change;
        most = Math.max(most, present);
      }
      peaks.merge(place, most, Math::max);
    });
  }

  /** By place and name of a number; what is not there is 0. */
  Map<Place, Map<String, BigDecimal>> numbers() {
    Map<Place, Map<String, BigDecimal>> numbers = new TreeMap<>();
    counted.forEach((place, sums) -> numbers.put(place, numbers(sums)));
    peaks.forEach((place, peak) ->
        of(numbers, place).put(Metrics.PEAK_VOICE_MEMBERS.name(), BigDecimal.valueOf(peak)));
    threads.forEach((place, all) ->
        of(numbers, place).put(Metrics.THREADS_ACTIVE.name(), BigDecimal.valueOf(all.size())));
    return numbers;
  }

  private static Map<String, BigDecimal> of(
      Map<Place, Map<String, BigDecimal>> numbers, Place place) {
    return numbers.computeIfAbsent(place, unused -> new HashMap<>());
  }

  private Map<String, BigDecimal> numbers(Counted counted) {
    Map<String, BigDecimal> row = new HashMap<>();
    for (String name : DirectCounts.NAMES) {
      long sum = isOfMembers ? counted.sumOfKnown(name) : counted.sum(name);
      if (sum != 0) {
        row.put(name, DirectCounts.value(name, sum));
      }
    }
    UNIQUES.forEach((unique, acts) -> {
      long members = counted.members(acts);
      if (members != 0) {
        row.put(unique, BigDecimal.valueOf(members));
      }
    });
    return row;
  }
}

package dev.guildhouse.jobs.lake.ledger;

import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Whole (guild, day)s: what a run reads, replaces and marks.
 *
 * @param guildsByDay the guilds of each day; no day is without a guild
 */
public record Slice(NavigableMap<LocalDate, NavigableSet<Long>> guildsByDay) {
  public static final Slice EMPTY = new Slice(Collections.emptyNavigableMap());

  public Slice {
    NavigableMap<LocalDate, NavigableSet<Long>> copy = new TreeMap<>();
    guildsByDay.forEach((day, guilds) -> {
      if (!guilds.isEmpty()) {
        copy.put(day, Collections.unmodifiableNavigableSet(new TreeSet<>(guilds)));
      }
    });
    guildsByDay = Collections.unmodifiableNavigableMap(copy);
  }

  public static Slice of(Collection<Long> guilds, Collection<LocalDate> days) {
    NavigableMap<LocalDate, NavigableSet<Long>> all = new TreeMap<>();
    days.forEach(day -> all.put(day, new TreeSet<>(guilds)));
    return new Slice(all);
  }

  public boolean isEmpty() {
    return guildsByDay.isEmpty();
  }

  public NavigableSet<LocalDate> days() {
    return guildsByDay.navigableKeySet();
  }

  public NavigableSet<Long> guilds() {
    return guildsByDay.values().stream()
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** From the first day to the last. */
  public DayRange range() {
    return DayRange.through(guildsByDay.firstKey(), guildsByDay.lastKey());
  }

  public boolean contains(long guild, LocalDate day) {
    return Optional.ofNullable(guildsByDay.get(day)).map(g -> g.contains(guild)).orElse(false);
  }

  /** The number of (guild, day)s. */
  public int size() {
    return guildsByDay.values().stream().mapToInt(Collection::size).sum();
  }

  public Slice plus(Slice other) {
    NavigableMap<LocalDate, NavigableSet<Long>> all = new TreeMap<>();
    for (Slice slice : List.of(this, other)) {
      slice.guildsByDay.forEach(
          (day, guilds) -> all.computeIfAbsent(day, d -> new TreeSet<>()).addAll(guilds));
    }
    return new Slice(all);
  }

  public Slice minus(Slice other) {
    NavigableMap<LocalDate, NavigableSet<Long>> rest = new TreeMap<>();
    guildsByDay.forEach((day, guilds) -> {
      NavigableSet<Long> left = new TreeSet<>(guilds);
      left.removeAll(other.guildsByDay.getOrDefault(day, Collections.emptyNavigableSet()));
      rest.put(day, left);
    });
    return new Slice(rest);
  }

  public Slice ofDays(Predicate<LocalDate> isWanted) {
    NavigableMap<LocalDate, NavigableSet<Long>> some = new TreeMap<>(guildsByDay);
    some.keySet().removeIf(isWanted.negate());
    return new Slice(some);
  }

  public Slice ofGuilds(Predicate<Long> isWanted) {
    NavigableMap<LocalDate, NavigableSet<Long>> some = new TreeMap<>();
    guildsByDay.forEach((day, guilds) -> some.put(
        day, guilds.stream().filter(isWanted).collect(Collectors.toCollection(TreeSet::new))));
    return new Slice(some);
  }

  /** The (guild, day)s that are wanted. */
  public Slice filter(BiPredicate<Long, LocalDate> isWanted) {
    NavigableMap<LocalDate, NavigableSet<Long>> some = new TreeMap<>();
    guildsByDay.forEach((day, guilds) -> some.put(
        day,
        guilds.stream()
            .filter(guild -> isWanted.test(guild, day))
            .collect(Collectors.toCollection(TreeSet::new))));
    return new Slice(some);
  }

  /** The same guilds on other days, such as the first of each week. */
  public Slice onDays(Function<LocalDate, Collection<LocalDate>> otherDays) {
    NavigableMap<LocalDate, NavigableSet<Long>> moved = new TreeMap<>();
    guildsByDay.forEach((day, guilds) -> otherDays
        .apply(day)
        .forEach(other -> moved.computeIfAbsent(other, d -> new TreeSet<>()).addAll(guilds)));
    return new Slice(moved);
  }

  /** The condition that a row belongs to the slice by its guild and the given DATE column. */
  public Column holds(String dayColumn) {
    Map<NavigableSet<Long>, List<LocalDate>> daysByGuilds = new LinkedHashMap<>();
    guildsByDay.forEach((day, guilds) ->
        daysByGuilds.computeIfAbsent(guilds, g -> new ArrayList<>()).add(day));
    return daysByGuilds.entrySet().stream()
        .map(entry -> isAmong(dayColumn, entry.getValue())
            .and(functions.col("guild_id").isin(entry.getKey().toArray())))
        .reduce(Column::or)
        .orElse(functions.lit(false));
  }

  private static Column isAmong(String dayColumn, List<LocalDate> days) {
    Column day = functions.col(dayColumn);
    DayRange range = DayRange.through(days.get(0), days.get(days.size() - 1));
    return range.length() == days.size()
        ? day.geq(functions.lit(range.from())).and(day.lt(functions.lit(range.to())))
        : day.isin(days.toArray());
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "nothing"
        : size() + " guild days in " + range() + " of " + guilds().size() + " guild(s)";
  }
}

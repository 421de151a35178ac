package dev.guildhouse.jobs.lake.ledger;

import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Why numbers that were published are to change: what came of facts that had been folded, until all
 * that follows from it is folded too, and the rules by which each guild was counted.
 *
 * @param arrivals by reason and table of facts: the (guild, day)s on which something came
 * @param rules by guild: what its configuration said of each rule when it was last looked at
 */
public record Origins(
    NavigableMap<String, NavigableMap<String, Slice>> arrivals,
    NavigableMap<Long, NavigableMap<String, String>> rules) {

  public static final Origins NONE = new Origins(new TreeMap<>(), new TreeMap<>());

  public Origins {
    NavigableMap<String, NavigableMap<String, Slice>> some = new TreeMap<>();
    arrivals.forEach((reason, byTable) -> {
      NavigableMap<String, Slice> slices = new TreeMap<>(byTable);
      slices.values().removeIf(Slice::isEmpty);
      if (!slices.isEmpty()) {
        some.put(reason, Collections.unmodifiableNavigableMap(slices));
      }
    });
    arrivals = Collections.unmodifiableNavigableMap(some);
    rules = Collections.unmodifiableNavigableMap(new TreeMap<>(rules));
  }

  /** The same, and that facts of a slice change for a reason. */
  Origins with(String reason, String table, Slice slice) {
    NavigableMap<String, NavigableMap<String, Slice>> more = new TreeMap<>();
    arrivals.forEach((known, byTable) -> more.put(known, new TreeMap<>(byTable)));
    more.computeIfAbsent(reason, r -> new TreeMap<>()).merge(table, slice, Slice::plus);
    return new Origins(more, rules);
  }

  /** The same, with the rules by which a guild is counted from now on. */
  Origins counting(long guild, NavigableMap<String, String> by) {
    NavigableMap<Long, NavigableMap<String, String>> all = new TreeMap<>(rules);
    all.put(guild, by);
    return new Origins(arrivals, all);
  }

  /**
   * What is left when only some (guild, day)s are yet to be folded: nothing of days before the first
   * of a guild.
   */
  Origins before(Slice pending) {
    NavigableMap<Long, LocalDate> first = new TreeMap<>();
    pending.guildsByDay().forEach((day, guilds) -> guilds.forEach(g -> first.putIfAbsent(g, day)));
    NavigableMap<String, NavigableMap<String, Slice>> left = new TreeMap<>();
    arrivals.forEach((reason, byTable) ->
        byTable.forEach((table, slice) -> left.computeIfAbsent(reason, r -> new TreeMap<>())
            .put(
                table,
                slice.filter(
                    (guild, day) -> !day.isBefore(first.getOrDefault(guild, LocalDate.MAX))))));
    return new Origins(left, rules);
  }
}

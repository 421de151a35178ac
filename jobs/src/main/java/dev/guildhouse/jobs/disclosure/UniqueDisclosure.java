package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.time.DayRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which counts of different members are shown. They do not add up, but where one row holds
 * another, the difference of their counts is exact: the members who were in the one and never in the
 * other. It must be none, or five and more. What was shown before stays shown.
 */
final class UniqueDisclosure {
  private record Shown(Distinct metric, Cell cell, DayRange days, long count) {
    boolean isHeldBy(Shown larger) {
      return (cell.place() == larger.cell.place() || larger.cell.place() == Cell.GUILD)
          && !days.from().isBefore(larger.days.from())
          && !days.to().isAfter(larger.days.to())
          && Parts.isPartOf(metric, larger.metric);
    }
  }

  private record Key(Distinct metric, Cell cell) {}

  private final Map<Long, List<Shown>> byPlace = new HashMap<>();
  private final Set<Key> shown = new HashSet<>();

  /** Shows a count if that singles out nobody. Rows come in the order in which they are published. */
  void offer(Distinct metric, Cell cell, long count) {
    Shown offered = new Shown(metric, cell, cell.days(), count);
    if (!isTellable(count) || neighbours(cell.place()).anyMatch(other -> tells(offered, other))) {
      return;
    }
    shown.add(new Key(metric, cell));
    byPlace.computeIfAbsent(cell.place(), p -> new ArrayList<>()).add(offered);
  }

  boolean isShown(Distinct metric, Cell cell) {
    return shown.contains(new Key(metric, cell));
  }

  static boolean isTellable(long count) {
    return count == 0 || count >= Crowd.LEAST;
  }

  private Stream<Shown> neighbours(long place) {
    return place == Cell.GUILD
        ? byPlace.values().stream().flatMap(List::stream)
        : Stream.of(place, Cell.GUILD).flatMap(p -> byPlace.getOrDefault(p, List.of()).stream());
  }

  private static boolean tells(Shown one, Shown other) {
    return (one.isHeldBy(other) || other.isHeldBy(one))
        && !isTellable(Math.abs(one.count - other.count));
  }
}

package dev.guildhouse.jobs.verify;

import dev.guildhouse.schema.events.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The events of one guild, each once, in the order in which docs/EVENTS.md folds them. */
final class Histories {
  private static final Comparator<SeenEvent> RECEIVED = Comparator.comparingLong(
          SeenEvent::received)
      .thenComparingLong(SeenEvent::session)
      .thenComparingLong(SeenEvent::sequence);

  private record Identity(EventType type, long subject, long ordinal) {}

  private final Map<EventType, List<SeenEvent>> byType = new EnumMap<>(EventType.class);

  /** Of equal events the copy received first stands. */
  Histories(Collection<SeenEvent> events) {
    Map<Identity, SeenEvent> firsts = new HashMap<>();
    for (SeenEvent event : events) {
      firsts.merge(
          new Identity(event.type(), event.subject(), event.ordinal()),
          event,
          (one, other) -> RECEIVED.compare(other, one) < 0 ? other : one);
    }
    for (SeenEvent event : firsts.values()) {
      byType.computeIfAbsent(event.type(), type -> new ArrayList<>()).add(event);
    }
    byType.values().forEach(all -> all.sort(SeenEvent.ORDER));
  }

  List<SeenEvent> of(EventType type) {
    return byType.getOrDefault(type, List.of());
  }

  /** In order, by what they have in common. */
  Map<Long, List<SeenEvent>> by(ToLongFunction<SeenEvent> key, Set<EventType> types) {
    List<SeenEvent> all = new ArrayList<>();
    types.forEach(type -> all.addAll(of(type)));
    all.sort(SeenEvent.ORDER);
    Map<Long, List<SeenEvent>> histories = new HashMap<>();
    for (SeenEvent event : all) {
      histories.computeIfAbsent(key.applyAsLong(event), k -> new ArrayList<>()).add(event);
    }
    return histories;
  }
}

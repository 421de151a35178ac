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
  }

  /** In order. */
  List<SeenEvent> of(EventType type) {
    return byType.getOrDefault(type, List.of()).stream().sorted(SeenEvent.ORDER).toList();
  }

  /** In order, by what they have in common. */
  Map<Long, List<SeenEvent>> by(ToLongFunction<SeenEvent> key, Set<EventType> types) {
    Map<Long, List<SeenEvent>> histories = new HashMap<>();
    for (EventType type : types) {
      for (SeenEvent event : byType.getOrDefault(type, List.of())) {
        histories
            .computeIfAbsent(key.applyAsLong(event), k -> new ArrayList<>(2))
            .add(event);
      }
    }
    // Nearly all are short, so that to sort each costs far less than to sort all at once.
    for (List<SeenEvent> history : histories.values()) {
      if (history.size() > 1) {
        history.sort(SeenEvent.ORDER);
      }
    }
    return histories;
  }
}

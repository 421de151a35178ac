package dev.guildhouse.jobs.verify;

import dev.guildhouse.schema.events.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The events of one guild, each once, in the order in which docs/EVENTS.md folds them. */
final class Histories {
  /** Copies of one event follow one another, the one received first before the others. */
  private static final Comparator<SeenEvent> COPIES = Comparator.comparing(SeenEvent::type)
      .thenComparingLong(SeenEvent::subject)
      .thenComparingLong(SeenEvent::ordinal)
      .thenComparingLong(SeenEvent::received)
      .thenComparingLong(SeenEvent::session)
      .thenComparingLong(SeenEvent::sequence);

  private final Map<EventType, List<SeenEvent>> byType = new EnumMap<>(EventType.class);

  /** Of equal events the copy received first stands. */
  Histories(List<SeenEvent> events) {
    for (SeenEvent event : distinct(events)) {
      byType.computeIfAbsent(event.type(), type -> new ArrayList<>()).add(event);
    }
  }

  /** The same events without later copies, in any order. */
  static List<SeenEvent> distinct(List<SeenEvent> events) {
    if (events.size() < 2) {
      return events;
    }
    List<SeenEvent> sorted = new ArrayList<>(events);
    sorted.sort(COPIES);
    List<SeenEvent> firsts = new ArrayList<>(sorted.size());
    for (SeenEvent event : sorted) {
      if (firsts.isEmpty() || !isCopy(event, firsts.get(firsts.size() - 1))) {
        firsts.add(event);
      }
    }
    return firsts;
  }

  private static boolean isCopy(SeenEvent event, SeenEvent first) {
    return event.type() == first.type()
        && event.subject() == first.subject()
        && event.ordinal() == first.ordinal();
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

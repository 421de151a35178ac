package dev.guildhouse.collector.simulate;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The events of one guild, each once, in the order in which EVENTS.md folds them. */
final class DistinctEvents {
  private static final Comparator<RawEvent> ORDER = Comparator.comparing(
          (RawEvent event) -> event.editedAt() != null ? event.editedAt() : event.eventAt())
      .thenComparing(RawEvent::sessionStartedAt)
      .thenComparing(RawEvent::sequence);

  private final List<RawEvent> events;

  /**
   * Sorts out repeats: of equal events the copy received first stands.
   *
   * @param received events as received, repeats and disorder included
   */
  DistinctEvents(Collection<RawEvent> received) {
    Map<List<Object>, RawEvent> firsts = new HashMap<>();
    for (RawEvent event : received) {
      firsts.merge(
          List.of(event.eventType(), event.subjectId(), event.ordinal()),
          event,
          (one, other) -> other.receivedAt().isBefore(one.receivedAt()) ? other : one);
    }
    events = new ArrayList<>(firsts.values());
    events.sort(ORDER);
  }

  List<RawEvent> all() {
    return events;
  }

  List<RawEvent> all(Predicate<EventType> types) {
    return events.stream().filter(event -> types.test(event.eventType())).toList();
  }

  <K> Map<K, List<RawEvent>> by(Function<RawEvent, K> key, Predicate<EventType> types) {
    return all(types).stream().collect(Collectors.groupingBy(key));
  }
}

package dev.guildhouse.collector.catchup;

import dev.guildhouse.collector.reading.EventSink;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what is sent in memory, which counts as safe at once unless it is told to refuse. */
public final class TakenEvents implements EventSink {
  private final List<RawEvent> events = new ArrayList<>();
  private long refuseFrom = Long.MAX_VALUE;

  /** Takes so many more events and refuses all after them. */
  public synchronized void refuseAfter(int more) {
    refuseFrom = events.size() + (long) more;
  }

  @Override
  public synchronized CompletionStage<Void> take(List<RawEvent> taken) {
    if (events.size() >= refuseFrom) {
      return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
    }
    events.addAll(taken);
    return CompletableFuture.completedFuture(null);
  }

  public synchronized void clear() {
    events.clear();
  }

  public synchronized List<RawEvent> all() {
    return List.copyOf(events);
  }

  public List<RawEvent> of(EventType type) {
    return all().stream().filter(event -> event.eventType() == type).toList();
  }

  /** The ids of the messages whose creates came, repeats included. */
  public List<Long> messages() {
    return of(EventType.MESSAGE_CREATE).stream()
        .map(RawEvent::messageId)
        .sorted()
        .toList();
  }

  /** Each event once, as ingest would keep it. */
  public Map<String, RawEvent> byIdentity() {
    Map<String, RawEvent> byIdentity = new TreeMap<>();
    for (RawEvent event : all()) {
      byIdentity.putIfAbsent(
          event.guildId() + " " + event.eventType() + " " + event.subjectId() + " "
              + event.ordinal(),
          event);
    }
    return byIdentity;
  }
}

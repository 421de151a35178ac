package dev.guildhouse.collector.live;

import dev.guildhouse.collector.discord.RateLimitCount;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has happened since the start, for the metrics. */
final class Counters {
  private final Map<EventType, LongAdder> events = new EnumMap<>(EventType.class);
  private final LongAdder resumes = new LongAdder();
  private final LongAdder sessions = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final RateLimitCount rateLimits = new RateLimitCount();

  Counters() {
    for (EventType type : EventType.values()) {
      events.put(type, new LongAdder());
    }
  }

  void count(List<RawEvent> some) {
    for (RawEvent event : some) {
      LongAdder adder = events.get(event.eventType());
      if (adder != null) {
        adder.increment();
      }
    }
  }

  void unreadable() {
    unreadable.increment();
  }

  void sessionBegan() {
    sessions.increment();
  }

  void sessionResumed() {
    resumes.increment();
  }

  /** Events of each type that were handed to the journal. */
  Map<EventType, Long> events() {
    Map<EventType, Long> sums = new EnumMap<>(EventType.class);
    events.forEach((type, adder) -> sums.put(type, adder.sum()));
    return sums;
  }

  long unread() {
    return unreadable.sum();
  }

  long sessions() {
    return sessions.sum();
  }

  long resumes() {
    return resumes.sum();
  }

  /** What Discord refused, of all connections. */
  RateLimitCount rateLimits() {
    return rateLimits;
  }
}

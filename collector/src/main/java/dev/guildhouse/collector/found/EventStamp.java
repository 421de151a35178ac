package dev.guildhouse.collector.found;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Marks the events of one import or one run with where they come from. Safe for several threads. */
public final class EventStamp {
  private final Source source;
  private final long organizationId;
  private final long sessionId;
  private final Instant sessionStartedAt;
  private final InstantSource clock;
  private final AtomicLong sequence = new AtomicLong();

  /**
   * A stamp whose sequence begins at 0.
   *
   * @param sessionStartedAt decides between events of one time, as {@code docs/EVENTS.md} says
   * @param clock when an event is received
   */
  public EventStamp(
      Source source,
      long organizationId,
      long sessionId,
      Instant sessionStartedAt,
      InstantSource clock) {
    this.source = source;
    this.organizationId = organizationId;
    this.sessionId = sessionId;
    this.sessionStartedAt = sessionStartedAt;
    this.clock = clock;
  }

  /** When an event that is stamped now is received. */
  public Instant receivedAt() {
    return clock.instant();
  }

  public long sessionId() {
    return sessionId;
  }

  /** An event of the guild as a whole. */
  public RawEvent.Builder event(EventType type, long guildId, Instant at) {
    return RawEvent.of(type, guildId)
        .organizationId(organizationId)
        .eventAt(at)
        .receivedAt(clock.instant())
        .source(source)
        .sessionId(sessionId)
        .sessionStartedAt(sessionStartedAt)
        .sequence(sequence.getAndIncrement());
  }

  /** An event in a channel or thread. */
  public RawEvent.Builder event(EventType type, FoundPlace place, Instant at) {
    return event(type, place.guildId(), at)
        .channelId(place.channelId())
        .parentChannelId(place.parentChannelId())
        .threadId(place.threadId());
  }
}

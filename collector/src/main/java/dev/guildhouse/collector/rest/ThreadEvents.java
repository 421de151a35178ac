package dev.guildhouse.collector.rest;

import dev.guildhouse.collector.found.EventStamp;
import dev.guildhouse.collector.found.MessageEvents;
import dev.guildhouse.collector.imports.reading.EventTimes;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events that a list of threads tells: when each began, and when it last was archived. */
public final class ThreadEvents {
  private final EventStamp stamp;
  private final MemberKeyring keys;

  public ThreadEvents(EventStamp stamp, MemberKeyring keys) {
    this.stamp = stamp;
    this.keys = keys;
  }

  public List<RawEvent> between(ListedThread thread, Instant from, Instant until) {
    List<RawEvent> events = new ArrayList<>();
    Instant createdAt = thread.createdAt();
    Instant changedAt = thread.changedAt();
    if (!createdAt.isBefore(from)
        && createdAt.isBefore(until)
        && !keys.isLeftOut(thread.ownerId(), createdAt)) {
      events.add(stamp
          .event(EventType.THREAD_CREATE, thread.place(), createdAt)
          .subjectId(thread.place().threadId())
          .memberKey(keys.key(thread.ownerId(), MessageEvents.monthOf(createdAt)))
          .build());
    }
    // A thread that was never archived has the time it was made.
    boolean isChange = thread.isArchived() || changedAt.isAfter(createdAt);
    if (isChange && !changedAt.isBefore(from) && changedAt.isBefore(until)) {
      events.add(stamp
          .event(EventType.THREAD_UPDATE, thread.place(), changedAt)
          .subjectId(thread.place().threadId())
          .ordinal(EventHash.start()
              .with(EventTimes.micros(changedAt))
              .with(Boolean.toString(thread.isArchived()))
              .value())
          .attributes(Map.of("archived", Boolean.toString(thread.isArchived())))
          .build());
    }
    return events;
  }
}

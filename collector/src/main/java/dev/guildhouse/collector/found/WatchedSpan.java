package dev.guildhouse.collector.found;

import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A stretch of time of which all is known that happened in one place, for some kinds of events.
 *
 * @param from its first instant
 * @param to the instant after it
 * @param families as {@code messages,reactions}
 */
public record WatchedSpan(Instant from, Instant to, String families) {
  /** The heartbeats that tell it: whole seconds, cut at midnight. */
  public List<RawEvent> heartbeats(EventStamp stamp, FoundPlace place) {
    Instant start = from.truncatedTo(ChronoUnit.SECONDS);
    Instant last = to.truncatedTo(ChronoUnit.SECONDS);
    List<RawEvent> heartbeats = new ArrayList<>();
    while (start.isBefore(last)) {
      Instant midnight = start.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      Instant end = last.isBefore(midnight) ? last : midnight;
      long seconds = Duration.between(start, end).toSeconds();
      heartbeats.add(stamp
          .event(EventType.COLLECTOR_HEARTBEAT, place, start)
          .subjectId(EventHash.start()
              .with(place.channelId())
              .with(place.threadId())
              .with(start.getEpochSecond())
              .with(seconds)
              .with(families)
              .value())
          .amount(BigDecimal.valueOf(seconds))
          .attributes(Map.of("families", families))
          .build());
      start = end;
    }
    return heartbeats;
  }
}

package dev.guildhouse.collector.simulate;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Walks every member's way through voice, and cuts it where a gap begins. */
final class VoiceRecount {
  /** A stay in one channel, between whole seconds. */
  record Stay(long channel, long member, Instant start, Instant end) {}

  final List<Stay> stays = new ArrayList<>();

  private final DistinctEvents events;
  private final CountedCells cells;
  private final Instant end;

  /**
   * Counts.
   *
   * @param end when an open stay is cut off
   */
  VoiceRecount(DistinctEvents events, CountedCells cells, Instant end) {
    this.events = events;
    this.cells = cells;
    this.end = end;
    voice();
  }

  private static boolean isVoice(EventType type) {
    return type.family() == EventType.Family.VOICE;
  }

  private void voice() {
    List<RawEvent> gaps = events.all(type -> type == EventType.COLLECTOR_GAP);
    List<RawEvent> heartbeats = events.all(type -> type == EventType.COLLECTOR_HEARTBEAT);
    events.by(RawEvent::memberKey, VoiceRecount::isVoice).values().forEach(history -> {
      RawEvent open = null;
      Instant lastSign = Instant.MIN;
      for (RawEvent event : history) {
        open = cutAtGap(open, lastSign, event.eventAt(), gaps, heartbeats);
        boolean stays = open != null && event.channelId() == open.channelId();
        switch (event.eventType()) {
          case VOICE_STATE -> open = open == null ? event : open;
          case VOICE_LEAVE -> open = close(open, event.eventAt());
          case VOICE_MOVE -> {
            if (!stays) {
              close(open, event.eventAt());
              open = event;
            }
          }
          default -> {
            close(open, event.eventAt());
            open = event;
          }
        }
        lastSign = event.eventAt();
      }
      close(cutAtGap(open, lastSign, end, gaps, heartbeats), end, true);
    });
  }

  private RawEvent cutAtGap(
      RawEvent open, Instant lastSign, Instant until, List<RawEvent> gaps, List<RawEvent> beats) {
    if (open == null) {
      return null;
    }
    for (RawEvent gap : gaps) {
      Instant gapAt = gap.eventAt();
      if (!gapAt.isBefore(lastSign) && gapAt.isBefore(until)) {
        Instant proof = lastSign;
        for (RawEvent beat : beats) {
          Instant watched = beat.eventAt().plusSeconds(beat.amount().longValueExact());
          watched = watched.isAfter(gapAt) ? gapAt : watched;
          proof = beat.eventAt().isBefore(gapAt) && watched.isAfter(proof) ? watched : proof;
        }
        return close(open, proof);
      }
    }
    return open;
  }

  private RawEvent close(RawEvent open, Instant at) {
    return close(open, at, false);
  }

  private RawEvent close(RawEvent open, Instant at, boolean goesOn) {
    if (open != null && !open.isBot()) {
      Instant start = open.eventAt().truncatedTo(ChronoUnit.SECONDS);
      Instant stop = at.truncatedTo(ChronoUnit.SECONDS);
      if (start.isBefore(stop)) {
        stay(new Stay(open.channelId(), open.memberKey(), start, stop), goesOn);
      }
    }
    return null;
  }

  private void stay(Stay stay, boolean goesOn) {
    stays.add(stay);
    boolean session = goesOn || Duration.between(stay.start(), stay.end()).toSeconds() >= 60;
    cells.count("voice_sessions", stay.start(), stay.channel(), stay.member(), session ? 1 : 0);
    for (Instant hour = stay.start(); hour.isBefore(stay.end()); ) {
      Instant next = hour.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      Instant until = next.isBefore(stay.end()) ? next : stay.end();
      cells.count(
          "voice_seconds",
          hour,
          stay.channel(),
          stay.member(),
          Duration.between(hour, until).toSeconds());
      hour = until;
    }
  }
}

package dev.guildhouse.collector.simulate;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the raw events of one guild as docs/EVENTS.md and METRICS.md say, the plain way: everything
 * in memory, one list per message, member or thread, every list walked from start to end. It knows
 * nothing of the simulator and exists to prove that the simulator's truth follows from its events.
 */
final class Recount {
  final CountedCells cells = new CountedCells();
  final List<VoiceRecount.Stay> stays;
  final Map<LocalDate, Map<Long, Long>> scores;
  final Map<LocalDate, RawEvent> lastSnapshots = new TreeMap<>();
  final Map<LocalDate, Long> covered = new TreeMap<>();

  private final DistinctEvents events;

  /**
   * Counts.
   *
   * @param received events of one guild as received, repeats and disorder included
   * @param end when an open stay in voice is cut off
   */
  Recount(Collection<RawEvent> received, LocalDate end) {
    events = new DistinctEvents(received);
    scores = new MessageRecount(events, cells).scores;
    stays = new VoiceRecount(events, cells, end.atStartOfDay(ZoneOffset.UTC).toInstant()).stays;
    threads();
    members();
    rewards();
    moments();
    coverage();
  }

  private void threads() {
    for (RawEvent event : events.all(type -> type == EventType.THREAD_CREATE)) {
      cells.count(event, "threads_created", MessageRecount.isMember(event) ? 1 : 0);
    }
    events
        .by(
            event -> List.of(event.threadId(), event.memberKey()),
            type -> type == EventType.THREAD_MEMBER_JOIN || type == EventType.THREAD_MEMBER_LEAVE)
        .values()
        .forEach(history -> {
          boolean in = false;
          for (RawEvent event : history) {
            boolean joins = event.eventType() == EventType.THREAD_MEMBER_JOIN;
            cells.count(
                event, "thread_joins", joins && !in && MessageRecount.isMember(event) ? 1 : 0);
            in = joins;
          }
        });
    events
        .by(RawEvent::threadId, type -> type == EventType.THREAD_UPDATE)
        .values()
        .forEach(history -> {
          boolean archived = false;
          for (RawEvent event : history) {
            String state = event.attributes().get("archived");
            if (state != null) {
              boolean archives = state.equals("true");
              cells.count(event, "threads_archived", archives && !archived ? 1 : 0);
              archived = archives;
            }
          }
        });
  }

  private void members() {
    Map<Long, List<RawEvent>> joins =
        events.by(RawEvent::memberKey, type -> type == EventType.MEMBER_JOIN);
    for (List<RawEvent> ofMember : joins.values()) {
      List<RawEvent> gateway =
          ofMember.stream().filter(event -> event.messageId() == 0).toList();
      for (RawEvent join : ofMember) {
        boolean known = join.messageId() != 0
            && gateway.stream()
                .anyMatch(other -> Duration.between(other.eventAt(), join.eventAt())
                        .abs()
                        .compareTo(Duration.ofSeconds(60))
                    <= 0);
        cells.count("joins", join.eventAt(), 0, join.memberKey(), known ? 0 : 1);
      }
    }
    Map<Long, List<RawEvent>> leaves =
        events.by(RawEvent::memberKey, type -> type == EventType.MEMBER_LEAVE);
    for (List<RawEvent> ofMember : leaves.values()) {
      Instant last = Instant.MIN;
      for (RawEvent leave : ofMember) {
        boolean same = last.isAfter(leave.eventAt().minusSeconds(60));
        cells.count("leaves", leave.eventAt(), 0, leave.memberKey(), same ? 0 : 1);
        last = same ? last : leave.eventAt();
      }
    }
  }

  private void rewards() {
    events
        .by(RawEvent::subjectId, type -> type == EventType.REWARD_GRANT)
        .values()
        .forEach(history -> {
          RawEvent last = history.get(history.size() - 1);
          if (last.rewardStatus().equals("completed")) {
            cells.count("rewards", last.eventAt(), 0, last.memberKey(), 1);
            cells.count("reward_amount", last.eventAt(), 0, last.memberKey(), last.amount());
          }
        });
  }

  private void moments() {
    for (RawEvent event : events.all()) {
      Instant at = event.eventAt();
      long channel = event.channelId();
      switch (event.eventType()) {
        case AUTOMOD_HIT -> cells.count("automod_hits", at, channel, event.targetKey(), 1);
        case FLAG -> cells.count("flags", at, channel, event.targetKey(), 1);
        case MODERATOR_ACTION ->
          cells.count("moderator_actions", at, channel, event.memberKey(), event.isBot() ? 0 : 1);
        case SCHEDULED_EVENT -> cells.count("scheduled_events", at, channel, event.memberKey(), 1);
        case INVITE_CREATE -> cells.count("invites_created", at, channel, event.memberKey(), 1);
        case INVITE_JOIN -> cells.count("invite_joins", at, channel, event.memberKey(), 1);
        case GUILD_SNAPSHOT -> lastSnapshots.put(CountedCells.day(at), event);
        default -> {}
      }
    }
  }

  /** Second by second, as nothing is plainer. */
  private void coverage() {
    Map<LocalDate, BitSet> watched = new TreeMap<>();
    for (boolean heartbeat : new boolean[] {true, false}) {
      EventType type = heartbeat ? EventType.COLLECTOR_HEARTBEAT : EventType.COLLECTOR_GAP;
      for (RawEvent event : events.all(type::equals)) {
        int from = event.eventAt().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
        watched
            .computeIfAbsent(CountedCells.day(event.eventAt()), unused -> new BitSet())
            .set(from, from + event.amount().intValueExact(), heartbeat);
      }
    }
    watched.forEach((day, seconds) -> covered.put(day, (long) seconds.cardinality()));
  }
}

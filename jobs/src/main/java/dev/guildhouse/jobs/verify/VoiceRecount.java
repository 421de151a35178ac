package dev.guildhouse.jobs.verify;

import dev.guildhouse.jobs.verify.DirectCounts.Stay;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks every member's way through voice over an unbroken run of days, and cuts it where a gap begins:
 * at the last proof that somebody watched.
 */
final class VoiceRecount {
  static final Set<EventType> CHANGES = EnumSet.of(
      EventType.VOICE_JOIN, EventType.VOICE_MOVE, EventType.VOICE_LEAVE, EventType.VOICE_STATE);

  /** The events that it looks at. */
  static final Set<EventType> TYPES = types();

  private static final long SECONDS_OF_A_DAY = 86_400;

  /**
   * A stay that goes on at the midnight with which the run begins.
   *
   * @param since when it began, in seconds
   * @param isOfBot whether a bot is in voice
   */
  record Carried(long channel, long since, boolean isOfBot) {}

  private static Set<EventType> types() {
    Set<EventType> types = EnumSet.copyOf(CHANGES);
    types.add(EventType.COLLECTOR_GAP);
    types.add(EventType.COLLECTOR_HEARTBEAT);
    return types;
  }

  /** Where a member is: since when, in which channel, and from which second of the run on. */
  private record Open(long channel, long since, long from, boolean isOfBot) {}

  private final RecountRules rules;
  private final DirectCounts counts;
  private final long guild;
  private final long begin;
  private final long end;

  VoiceRecount(RecountRules rules, DirectCounts counts, long guild, DayRange run) {
    this.rules = rules;
    this.counts = counts;
    this.guild = guild;
    this.begin = midnight(run.from());
    this.end = midnight(run.to());
  }

  /**
   * Counts.
   *
   * @param events of the run, and of the first minute after it
   * @param carried by member
   */
  void count(Histories events, Map<Long, Carried> carried) {
    Map<Long, List<SeenEvent>> ways = events.by(SeenEvent::member, CHANGES);
    Set<Long> members = new TreeSet<>(ways.keySet());
    members.addAll(carried.keySet());
    List<SeenEvent> gaps = events.of(EventType.COLLECTOR_GAP).stream()
        .filter(gap -> gap.channel() == 0 && gap.second() >= begin && gap.second() < end)
        .sorted(Comparator.comparingLong(SeenEvent::at))
        .toList();
    List<SeenEvent> beats = events.of(EventType.COLLECTOR_HEARTBEAT).stream()
        .filter(beat -> beat.second() >= begin && beat.second() < end)
        .toList();
    Map<Long, Long> proofs = new HashMap<>();
    gaps.forEach(gap -> proofs.computeIfAbsent(gap.at(), at -> proof(at, beats)));
    for (long member : members) {
      List<SeenEvent> way = ways.getOrDefault(member, List.of()).stream()
          .filter(event -> event.second() >= begin)
          .toList();
      walk(member, way, carried.get(member), gaps, proofs);
    }
  }

  private void walk(
      long member,
      List<SeenEvent> way,
      @Nullable Carried carried,
      List<SeenEvent> gaps,
      Map<Long, Long> proofs) {
    Open open = carried == null
        ? null
        : new Open(carried.channel(), carried.since(), begin, carried.isOfBot());
    long lastSign = carried == null ? Long.MIN_VALUE : begin * SeenEvent.MICROS_OF_A_SECOND;
    int nextGap = 0;
    for (SeenEvent event : way) {
      while (nextGap < gaps.size() && gaps.get(nextGap).at() <= event.at()) {
        open = cut(member, open, lastSign, gaps.get(nextGap).at(), proofs);
        nextGap++;
      }
      boolean isThere = open != null && open.channel() == event.channel();
      Open entered = new Open(event.channel(), event.second(), event.second(), event.isBot());
      switch (event.type()) {
        case VOICE_LEAVE -> {
          close(member, open, event.second());
          open = null;
        }
        case VOICE_JOIN -> {
          close(member, open, event.second());
          open = entered;
        }
        default -> {
          if (!isThere) {
            close(member, open, event.second());
            open = entered;
          }
        }
      }
      lastSign = event.at();
    }
    for (; nextGap < gaps.size(); nextGap++) {
      open = cut(member, open, lastSign, gaps.get(nextGap).at(), proofs);
    }
    close(member, open, Long.MAX_VALUE);
  }

  private @Nullable Open cut(
      long member, @Nullable Open open, long lastSign, long gapAt, Map<Long, Long> proofs) {
    long proof = Math.max(lastSign, proofs.getOrDefault(gapAt, Long.MIN_VALUE));
    close(member, open, Math.floorDiv(proof, SeenEvent.MICROS_OF_A_SECOND));
    return null;
  }

  /** Until when a heartbeat that began before the gap had watched, at most up to the gap. */
  private static long proof(long gapAt, List<SeenEvent> beats) {
    long proof = Long.MIN_VALUE;
    for (SeenEvent beat : beats) {
      if (beat.at() < gapAt) {
        long watched = beat.at() + beat.amount().longValue() * SeenEvent.MICROS_OF_A_SECOND;
        proof = Math.max(proof, Math.min(watched, gapAt));
      }
    }
    return proof;
  }

  private void close(long member, @Nullable Open open, long until) {
    if (open == null || open.isOfBot()) {
      return;
    }
    long to = Math.min(until, end);
    if (open.from() >= to) {
      return;
    }
    long lasted = until == Long.MAX_VALUE ? until : until - open.since();
    if (open.from() == open.since() && lasted >= rules.minimumSessionSeconds()) {
      counts.count("voice_sessions", guild, day(open.from()), open.channel(), member, 1);
    }
    for (long from = open.from(); from < to; ) {
      long midnight = (Math.floorDiv(from, SECONDS_OF_A_DAY) + 1) * SECONDS_OF_A_DAY;
      long pieceEnd = Math.min(midnight, to);
      counts.count("voice_seconds", guild, day(from), open.channel(), member, pieceEnd - from);
      counts.stay(new Stay(guild, open.channel(), from, pieceEnd));
      from = pieceEnd;
    }
  }

  static long midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  static LocalDate day(long second) {
    return LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_OF_A_DAY));
  }
}

package dev.guildhouse.collector.simulate;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.time.Snowflake;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Counts the raw events of one guild as docs/EVENTS.md and METRICS.md say, the plain way: everything
 * in memory, one list per message, member or thread, every list walked from start to end. It knows
 * nothing of the simulator and exists to prove that the simulator's truth follows from its events.
 */
final class Recount {
  /** The finest grain: one measure's cell. */
  record Cell(LocalDate day, long channel, long member) {}

  record Stay(long channel, long member, Instant start, Instant end) {}

  static final Comparator<RawEvent> ORDER = Comparator.comparing(
          (RawEvent event) -> event.editedAt() != null ? event.editedAt() : event.eventAt())
      .thenComparing(RawEvent::sessionStartedAt)
      .thenComparing(RawEvent::sequence);

  private static final Set<String> UP = Set.of("👍", "⬆️");
  private static final Set<String> DOWN = Set.of("👎", "⬇️");

  final Map<Cell, Map<String, BigDecimal>> cells = new HashMap<>();
  final List<Stay> stays = new ArrayList<>();
  final Map<LocalDate, Map<Long, Long>> scores = new TreeMap<>();
  final Map<LocalDate, RawEvent> lastSnapshots = new TreeMap<>();
  final Map<LocalDate, Long> covered = new TreeMap<>();

  private final List<RawEvent> events;
  private final Instant end;

  /**
   * Counts.
   *
   * @param received events of one guild as received, repeats and disorder included
   * @param end when an open stay in voice is cut off
   */
  Recount(Collection<RawEvent> received, LocalDate end) {
    this.end = end.atStartOfDay(ZoneOffset.UTC).toInstant();
    Map<List<Object>, RawEvent> firsts = new HashMap<>();
    for (RawEvent event : received) {
      firsts.merge(
          List.of(event.eventType(), event.subjectId(), event.ordinal()),
          event,
          (one, other) -> other.receivedAt().isBefore(one.receivedAt()) ? other : one);
    }
    events = new ArrayList<>(firsts.values());
    events.sort(ORDER);
    messages();
    polls();
    threads();
    members();
    voice();
    rewards();
    moments();
    coverage();
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private void count(String measure, Instant at, long channel, long member, long amount) {
    count(measure, at, channel, member, BigDecimal.valueOf(amount));
  }

  private void count(String measure, Instant at, long channel, long member, BigDecimal amount) {
    if (amount.signum() != 0) {
      cells
          .computeIfAbsent(new Cell(day(at), channel, member), unused -> new TreeMap<>())
          .merge(measure, amount, BigDecimal::add);
    }
  }

  private static boolean isMember(RawEvent event) {
    return !event.isBot() && !event.isWebhook() && !event.isSystem();
  }

  private List<RawEvent> all(Predicate<EventType> types) {
    return events.stream().filter(event -> types.test(event.eventType())).toList();
  }

  private <K> Map<K, List<RawEvent>> by(Function<RawEvent, K> key, Predicate<EventType> types) {
    return all(types).stream().collect(Collectors.groupingBy(key));
  }

  private static boolean isReaction(EventType type) {
    return switch (type) {
      case REACTION_ADD,
          REACTION_REMOVE,
          REACTION_REMOVE_ALL,
          REACTION_REMOVE_EMOJI,
          REACTION_SNAPSHOT -> true;
      default -> false;
    };
  }

  private static boolean isMessage(EventType type) {
    return switch (type) {
      case MESSAGE_CREATE, MESSAGE_UPDATE, MESSAGE_DELETE, MESSAGE_APPROVE, MESSAGE_RESTORE -> true;
      default -> false;
    };
  }

  private void messages() {
    Map<Long, List<RawEvent>> reactions = by(RawEvent::messageId, Recount::isReaction);
    Map<Long, List<RawEvent>> lives = by(RawEvent::messageId, Recount::isMessage);
    Set<Long> ids = new HashSet<>(reactions.keySet());
    ids.addAll(lives.keySet());
    for (long id : ids) {
      List<RawEvent> life = lives.getOrDefault(id, List.of());
      RawEvent create = life.stream()
          .filter(event -> event.eventType() == EventType.MESSAGE_CREATE)
          .findFirst()
          .orElse(null);
      long score = reactions(reactions.getOrDefault(id, List.of()), Snowflake.instant(id));
      message(life, create, score);
    }
  }

  private void message(List<RawEvent> life, RawEvent create, long score) {
    boolean lives = create != null && !create.isPending();
    boolean deleted = false;
    boolean edited = false;
    RawEvent content = create;
    int embeds = 0;
    for (RawEvent event : life) {
      switch (event.eventType()) {
        case MESSAGE_CREATE, MESSAGE_UPDATE -> {
          content = event;
          edited |= event.isEdit();
          embeds = Math.max(embeds, event.embeds() == null ? 0 : event.embeds());
        }
        case MESSAGE_DELETE -> {
          if (!deleted && (create == null || isMember(create))) {
            long author = create == null ? 0 : create.memberKey();
            count("messages_removed", event.eventAt(), event.channelId(), author, 1);
          }
          deleted = true;
          lives = false;
        }
        default -> {
          deleted = false;
          lives = create != null;
        }
      }
    }
    if (create == null) {
      return;
    }
    if (!isMember(create)) {
      count(create, "bot_messages", lives ? 1 : 0);
      return;
    }
    count(create, "messages_created", 1);
    if (!lives) {
      return;
    }
    count(create, "messages", 1);
    boolean post = create.isThreadStarter() || (create.threadId() == 0 && !create.isReply());
    count(create, post ? "posts" : "replies", 1);
    count(create, "thread_messages", create.threadId() == 0 ? 0 : 1);
    count(create, "messages_edited", edited ? 1 : 0);
    count(create, "questions", Boolean.TRUE.equals(content.isQuestion()) ? 1 : 0);
    counts(create, "attachments", "messages_with_files", content.attachments());
    counts(create, "embeds", "messages_with_embeds", embeds);
    counts(create, "stickers", "messages_with_stickers", content.stickers());
    count(create, "mentions", content.mentions() == null ? 0 : content.mentions());
    if (score > 0) {
      count(create, "messages_with_reactions", 1);
      scores
          .computeIfAbsent(day(create.eventAt()), unused -> new TreeMap<>())
          .put(create.messageId(), score);
    }
  }

  private void count(RawEvent message, String measure, long amount) {
    count(measure, message.eventAt(), message.channelId(), message.memberKey(), amount);
  }

  private void counts(RawEvent message, String measure, String messages, Integer amount) {
    if (amount != null && amount > 0) {
      count(message, measure, amount);
      count(message, messages, 1);
    }
  }

  /** Counts the reactions that stand on one message, and says how many came within 7 days. */
  private long reactions(List<RawEvent> history, Instant messageAt) {
    Map<String, Map<Long, RawEvent>> standing = new TreeMap<>();
    Map<String, RawEvent> totals = new TreeMap<>();
    for (RawEvent event : history) {
      Map<Long, RawEvent> ofEmoji = event.emoji() == null
          ? Map.of()
          : standing.computeIfAbsent(event.emoji(), unused -> new TreeMap<>());
      switch (event.eventType()) {
        case REACTION_ADD -> ofEmoji.putIfAbsent(event.memberKey(), event);
        case REACTION_REMOVE -> ofEmoji.remove(event.memberKey());
        case REACTION_REMOVE_EMOJI -> ofEmoji.clear();
        case REACTION_REMOVE_ALL -> standing.clear();
        default -> {
          if (event.memberKey() == 0) {
            totals.put(event.emoji(), event);
          } else {
            ofEmoji.putIfAbsent(event.memberKey(), event);
          }
        }
      }
    }
    long score = 0;
    for (Map<Long, RawEvent> ofEmoji : standing.values()) {
      for (RawEvent reaction : ofEmoji.values()) {
        if (!reaction.isBot()) {
          score += reaction(reaction, messageAt, 1);
        }
      }
    }
    for (RawEvent total : totals.values()) {
      int named = standing.getOrDefault(total.emoji(), Map.of()).size();
      score += reaction(total, messageAt, total.amount().longValueExact() - named);
    }
    return score;
  }

  private long reaction(RawEvent reaction, Instant messageAt, long amount) {
    if (amount <= 0) {
      return 0;
    }
    Instant at = reaction.eventAt();
    long channel = reaction.channelId();
    count("reactions_given", at, channel, reaction.memberKey(), amount);
    count("reactions_received", at, channel, reaction.targetKey(), amount);
    count(
        "votes_up", at, channel, reaction.memberKey(), UP.contains(reaction.emoji()) ? amount : 0);
    count(
        "votes_down",
        at,
        channel,
        reaction.memberKey(),
        DOWN.contains(reaction.emoji()) ? amount : 0);
    return at.isBefore(messageAt.plus(7, ChronoUnit.DAYS)) ? amount : 0;
  }

  private void polls() {
    by(
            event -> List.of(event.messageId(), event.memberKey(), event.emoji()),
            type -> type == EventType.POLL_VOTE_ADD || type == EventType.POLL_VOTE_REMOVE)
        .values()
        .forEach(history -> {
          RawEvent standing = null;
          for (RawEvent event : history) {
            boolean adds = event.eventType() == EventType.POLL_VOTE_ADD;
            standing = adds ? (standing == null ? event : standing) : null;
          }
          if (standing != null) {
            count(standing, "poll_votes", 1);
          }
        });
  }

  private void threads() {
    for (RawEvent event : all(type -> type == EventType.THREAD_CREATE)) {
      count(event, "threads_created", isMember(event) ? 1 : 0);
    }
    by(
            event -> List.of(event.threadId(), event.memberKey()),
            type -> type == EventType.THREAD_MEMBER_JOIN || type == EventType.THREAD_MEMBER_LEAVE)
        .values()
        .forEach(history -> {
          boolean in = false;
          for (RawEvent event : history) {
            boolean joins = event.eventType() == EventType.THREAD_MEMBER_JOIN;
            count(event, "thread_joins", joins && !in && isMember(event) ? 1 : 0);
            in = joins;
          }
        });
    by(RawEvent::threadId, type -> type == EventType.THREAD_UPDATE).values().forEach(history -> {
      boolean archived = false;
      for (RawEvent event : history) {
        String state = event.attributes().get("archived");
        if (state != null) {
          boolean archives = state.equals("true");
          count(event, "threads_archived", archives && !archived ? 1 : 0);
          archived = archives;
        }
      }
    });
  }

  private void members() {
    Map<Long, List<RawEvent>> joins =
        by(RawEvent::memberKey, type -> type == EventType.MEMBER_JOIN);
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
        count("joins", join.eventAt(), 0, join.memberKey(), known ? 0 : 1);
      }
    }
    Map<Long, List<RawEvent>> leaves =
        by(RawEvent::memberKey, type -> type == EventType.MEMBER_LEAVE);
    for (List<RawEvent> ofMember : leaves.values()) {
      Instant last = Instant.MIN;
      for (RawEvent leave : ofMember) {
        boolean same = last.isAfter(leave.eventAt().minusSeconds(60));
        count("leaves", leave.eventAt(), 0, leave.memberKey(), same ? 0 : 1);
        last = same ? last : leave.eventAt();
      }
    }
  }

  private static boolean isVoice(EventType type) {
    return type.family() == EventType.Family.VOICE;
  }

  private void voice() {
    List<RawEvent> gaps = all(type -> type == EventType.COLLECTOR_GAP);
    List<RawEvent> heartbeats = all(type -> type == EventType.COLLECTOR_HEARTBEAT);
    by(RawEvent::memberKey, Recount::isVoice).values().forEach(history -> {
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
      close(cutAtGap(open, lastSign, end, gaps, heartbeats), end);
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
    if (open != null && !open.isBot()) {
      Instant start = open.eventAt().truncatedTo(ChronoUnit.SECONDS);
      Instant stop = at.truncatedTo(ChronoUnit.SECONDS);
      if (start.isBefore(stop)) {
        stay(new Stay(open.channelId(), open.memberKey(), start, stop));
      }
    }
    return null;
  }

  private void stay(Stay stay) {
    stays.add(stay);
    boolean session = Duration.between(stay.start(), stay.end()).toSeconds() >= 60;
    count("voice_sessions", stay.start(), stay.channel(), stay.member(), session ? 1 : 0);
    for (Instant hour = stay.start(); hour.isBefore(stay.end()); ) {
      Instant next = hour.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      Instant until = next.isBefore(stay.end()) ? next : stay.end();
      count(
          "voice_seconds",
          hour,
          stay.channel(),
          stay.member(),
          Duration.between(hour, until).toSeconds());
      hour = until;
    }
  }

  private void rewards() {
    by(RawEvent::subjectId, type -> type == EventType.REWARD_GRANT).values().forEach(history -> {
      RawEvent last = history.get(history.size() - 1);
      if (last.rewardStatus().equals("completed")) {
        count("rewards", last.eventAt(), 0, last.memberKey(), 1);
        count("reward_amount", last.eventAt(), 0, last.memberKey(), last.amount());
      }
    });
  }

  private void moments() {
    for (RawEvent event : events) {
      Instant at = event.eventAt();
      long channel = event.channelId();
      switch (event.eventType()) {
        case AUTOMOD_HIT -> count("automod_hits", at, channel, event.targetKey(), 1);
        case FLAG -> count("flags", at, channel, event.targetKey(), 1);
        case MODERATOR_ACTION ->
          count("moderator_actions", at, channel, event.memberKey(), event.isBot() ? 0 : 1);
        case SCHEDULED_EVENT -> count("scheduled_events", at, channel, event.memberKey(), 1);
        case INVITE_CREATE -> count("invites_created", at, channel, event.memberKey(), 1);
        case INVITE_JOIN -> count("invite_joins", at, channel, event.memberKey(), 1);
        case GUILD_SNAPSHOT -> lastSnapshots.put(day(at), event);
        default -> {}
      }
    }
  }

  /** Second by second, as nothing is plainer. */
  private void coverage() {
    Map<LocalDate, BitSet> watched = new TreeMap<>();
    for (boolean heartbeat : new boolean[] {true, false}) {
      EventType type = heartbeat ? EventType.COLLECTOR_HEARTBEAT : EventType.COLLECTOR_GAP;
      for (RawEvent event : all(type::equals)) {
        int from = event.eventAt().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
        watched
            .computeIfAbsent(day(event.eventAt()), unused -> new BitSet())
            .set(from, from + event.amount().intValueExact(), heartbeat);
      }
    }
    watched.forEach((day, seconds) -> covered.put(day, (long) seconds.cardinality()));
  }
}

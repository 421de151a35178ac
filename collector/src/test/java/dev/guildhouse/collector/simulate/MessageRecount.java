package dev.guildhouse.collector.simulate;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Walks the history of every message, its reactions and its poll. */
final class MessageRecount {
  private static final Set<String> UP = Set.of("👍", "⬆️");
  private static final Set<String> DOWN = Set.of("👎", "⬇️");

  /** Reactions that came within 7 days, by day and message, where there are any. */
  final Map<LocalDate, Map<Long, Long>> scores = new TreeMap<>();

  private final DistinctEvents events;
  private final CountedCells cells;

  MessageRecount(DistinctEvents events, CountedCells cells) {
    this.events = events;
    this.cells = cells;
    messages();
    polls();
  }

  /** Whether measures count what was done. */
  static boolean isMember(RawEvent event) {
    return !event.isBot() && !event.isWebhook() && !event.isSystem();
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
    Map<Long, List<RawEvent>> reactions =
        events.by(RawEvent::messageId, MessageRecount::isReaction);
    Map<Long, List<RawEvent>> lives = events.by(RawEvent::messageId, MessageRecount::isMessage);
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
            cells.count("messages_removed", event.eventAt(), event.channelId(), author, 1);
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
      cells.count("bot_messages", create.eventAt(), create.channelId(), 0, lives ? 1 : 0);
      return;
    }
    cells.count(create, "messages_created", 1);
    cells.count(create, "messages_edited", edited ? 1 : 0);
    if (!lives) {
      return;
    }
    cells.count(create, "messages", 1);
    boolean post = create.isThreadStarter() || (create.threadId() == 0 && !create.isReply());
    cells.count(create, post ? "posts" : "replies", 1);
    cells.count(create, "thread_messages", create.threadId() == 0 ? 0 : 1);
    cells.count(create, "questions", Boolean.TRUE.equals(content.isQuestion()) ? 1 : 0);
    counts(create, "attachments", "messages_with_files", content.attachments());
    counts(create, "embeds", "messages_with_embeds", embeds);
    counts(create, "stickers", "messages_with_stickers", content.stickers());
    cells.count(create, "mentions", content.mentions() == null ? 0 : content.mentions());
    if (score > 0) {
      cells.count(create, "messages_with_reactions", 1);
      scores
          .computeIfAbsent(CountedCells.day(create.eventAt()), unused -> new TreeMap<>())
          .put(create.messageId(), score);
    }
  }

  private void counts(RawEvent message, String measure, String messages, Integer amount) {
    if (amount != null && amount > 0) {
      cells.count(message, measure, amount);
      cells.count(message, messages, 1);
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
    cells.count("reactions_given", at, channel, reaction.memberKey(), amount);
    cells.count("reactions_received", at, channel, reaction.targetKey(), amount);
    cells.count(
        "votes_up", at, channel, reaction.memberKey(), UP.contains(reaction.emoji()) ? amount : 0);
    cells.count(
        "votes_down",
        at,
        channel,
        reaction.memberKey(),
        DOWN.contains(reaction.emoji()) ? amount : 0);
    return at.isBefore(messageAt.plus(7, ChronoUnit.DAYS)) ? amount : 0;
  }

  private void polls() {
    events
        .by(
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
            cells.count(standing, "poll_votes", 1);
          }
        });
  }
}

package dev.guildhouse.jobs.verify;

import dev.guildhouse.schema.events.EventType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks the reactions on one message, and counts those that stand at the end. */
final class ReactionRecount {
  static final Set<EventType> TYPES = EnumSet.of(
      EventType.REACTION_ADD,
      EventType.REACTION_REMOVE,
      EventType.REACTION_REMOVE_ALL,
      EventType.REACTION_REMOVE_EMOJI,
      EventType.REACTION_SNAPSHOT);

  /** One emoji on the message. */
  private static final class Emoji {
    private final Map<Long, SeenEvent> named = new TreeMap<>();
    private final Map<Long, Long> targets = new TreeMap<>();
    private final List<SeenEvent> unnamed = new ArrayList<>();
    private @Nullable SeenEvent total;

    private void add(SeenEvent event) {
      if (event.member() == 0) {
        unnamed.add(event);
        return;
      }
      SeenEvent known = named.get(event.member());
      // Who saw it given knows when; who found it only knows the message's time.
      if (known == null || known.type() == EventType.REACTION_SNAPSHOT) {
        named.put(event.member(), event);
      }
      targets.merge(event.member(), event.target(), Math::max);
    }

    private void found(SeenEvent event) {
      if (event.member() == 0) {
        total = event;
        return;
      }
      named.putIfAbsent(event.member(), event);
      targets.merge(event.member(), event.target(), Math::max);
    }

    private void takeBack(long member) {
      named.remove(member);
      targets.remove(member);
      if (member == 0) {
        unnamed.clear();
      }
    }

    private void clear() {
      named.clear();
      targets.clear();
      unnamed.clear();
      total = null;
    }
  }

  private final RecountRules rules;
  private final DirectCounts counts;

  ReactionRecount(RecountRules rules, DirectCounts counts) {
    this.rules = rules;
    this.counts = counts;
  }

  /**
   * Counts.
   *
   * @param history in order
   * @param windowEnd until when reactions count for the message
   * @return how many came in time
   */
  long count(List<SeenEvent> history, long windowEnd) {
    Map<String, Emoji> emojis = new TreeMap<>();
    for (SeenEvent event : history) {
      if (event.type() == EventType.REACTION_REMOVE_ALL) {
        emojis.values().forEach(Emoji::clear);
        continue;
      }
      Emoji emoji = emojis.computeIfAbsent(event.emoji(), unused -> new Emoji());
      switch (event.type()) {
        case REACTION_ADD -> emoji.add(event);
        case REACTION_REMOVE -> emoji.takeBack(event.member());
        case REACTION_REMOVE_EMOJI -> emoji.clear();
        default -> emoji.found(event);
      }
    }
    long score = 0;
    for (Emoji emoji : emojis.values()) {
      score += standing(emoji, windowEnd);
    }
    return score;
  }

  private long standing(Emoji emoji, long windowEnd) {
    long score = 0;
    for (SeenEvent reaction : emoji.named.values()) {
      if (reaction.isOfMember()) {
        long target = emoji.targets.getOrDefault(reaction.member(), 0L);
        score += reaction(reaction, target, 1, windowEnd);
      }
    }
    SeenEvent total = emoji.total;
    long unnamed = total == null ? 0 : total.amount().longValueExact() - emoji.named.size();
    if (total != null && unnamed > 0) {
      score += reaction(total, total.target(), unnamed, windowEnd);
    } else if (!emoji.unnamed.isEmpty()) {
      long target = emoji.unnamed.stream().mapToLong(SeenEvent::target).max().orElse(0);
      score += reaction(emoji.unnamed.get(0), target, emoji.unnamed.size(), windowEnd);
    }
    return score;
  }

  private long reaction(SeenEvent at, long target, long amount, long windowEnd) {
    counts.count("reactions_given", at, amount);
    counts.count("reactions_received", at.guild(), at.day(), at.channel(), target, amount);
    // A custom emoji is told with its id, and configured without.
    String emoji = at.emoji().split(":", 2)[0];
    counts.count("votes_up", at, rules.votesUp().contains(emoji) ? amount : 0);
    boolean isDown = rules.votesDown().contains(emoji);
    counts.count("votes_down", at, isDown ? amount : 0);
    return at.at() < windowEnd ? amount : 0;
  }
}

package dev.guildhouse.jobs.verify;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the history of every message: what it holds, whether it stands, who took it away. */
final class MessageRecount {
  private static final Set<EventType> LIFE = EnumSet.of(
      EventType.MESSAGE_CREATE,
      EventType.MESSAGE_UPDATE,
      EventType.MESSAGE_DELETE,
      EventType.MESSAGE_APPROVE,
      EventType.MESSAGE_RESTORE);

  /** The events that make a message and its reactions. */
  static final Set<EventType> TYPES = types();

  private final RecountRules rules;
  private final DirectCounts counts;

  MessageRecount(RecountRules rules, DirectCounts counts) {
    this.rules = rules;
    this.counts = counts;
  }

  private static Set<EventType> types() {
    Set<EventType> types = EnumSet.copyOf(LIFE);
    types.addAll(ReactionRecount.TYPES);
    return types;
  }

  /**
   * Counts one message.
   *
   * @param events all of {@link #TYPES} about it, copies included, in any order
   */
  void count(List<SeenEvent> events) {
    List<SeenEvent> life = new ArrayList<>(2);
    List<SeenEvent> reactions = new ArrayList<>();
    for (SeenEvent event : Histories.distinct(events)) {
      (LIFE.contains(event.type()) ? life : reactions).add(event);
    }
    life.sort(SeenEvent.ORDER);
    reactions.sort(SeenEvent.ORDER);
    message(life, score(reactions));
  }

  private long score(List<SeenEvent> reactions) {
    if (reactions.isEmpty()) {
      return 0;
    }
    long writtenAt = ChronoUnit.MICROS.between(
        java.time.Instant.EPOCH, Snowflake.instant(reactions.get(0).message()));
    long window =
        Duration.ofDays(rules.reactionWindowDays()).toSeconds() * SeenEvent.MICROS_OF_A_SECOND;
    return new ReactionRecount(rules, counts).count(reactions, writtenAt + window);
  }

  private void message(List<SeenEvent> life, long score) {
    SeenEvent create = life.stream()
        .filter(event -> event.type() == EventType.MESSAGE_CREATE)
        .findFirst()
        .orElse(null);
    SeenEvent content = null;
    int embeds = 0;
    boolean isLive = create != null && !create.isPending();
    boolean isDeleted = false;
    boolean isEdited = false;
    for (SeenEvent event : life) {
      switch (event.type()) {
        case MESSAGE_CREATE, MESSAGE_UPDATE -> {
          content = event;
          embeds = Math.max(embeds, event.embeds());
          isEdited |= event.type() == EventType.MESSAGE_UPDATE && event.isEdit();
        }
        case MESSAGE_DELETE -> {
          if (!isDeleted) {
            removal(event, create);
          }
          isDeleted = true;
          isLive = false;
        }
        default -> {
          isDeleted = false;
          isLive = create != null;
        }
      }
    }
    if (create == null || content == null) {
      return;
    }
    LocalDate day = create.subjectDay();
    if (isLive && create.isOfMember() && create.thread() != 0) {
      counts.activeThread(create.guild(), day, create.channel(), create.thread());
    }
    if (!create.isOfMember()) {
      counts.count("bot_messages", create.guild(), day, create.channel(), 0, isLive ? 1 : 0);
      return;
    }
    count("messages_created", create, 1);
    count("messages_edited", create, isEdited ? 1 : 0);
    if (isLive) {
      live(create, content, embeds, score);
    }
  }

  private void live(SeenEvent create, SeenEvent content, int embeds, long score) {
    boolean isPost = create.isThreadStarter() || (create.thread() == 0 && !create.isReply());
    boolean isCallForHelp =
        create.thread() == create.message() && rules.helpChannels().contains(create.channel());
    boolean isQuestion = isCallForHelp || content.isQuestion();
    count("messages", create, 1);
    count(isPost ? "posts" : "replies", create, 1);
    count("thread_messages", create, create.thread() == 0 ? 0 : 1);
    count("questions", create, isQuestion ? 1 : 0);
    count("attachments", create, content.attachments());
    count("messages_with_files", create, content.attachments() > 0 ? 1 : 0);
    count("embeds", create, embeds);
    count("messages_with_embeds", create, embeds > 0 ? 1 : 0);
    count("stickers", create, content.stickers());
    count("messages_with_stickers", create, content.stickers() > 0 ? 1 : 0);
    count("mentions", create, content.mentions());
    count("messages_with_reactions", create, score > 0 ? 1 : 0);
  }

  /** Of whom it was is known only as long as a key lasts. */
  private void removal(SeenEvent delete, @Nullable SeenEvent create) {
    if (create != null && !create.isOfMember()) {
      return;
    }
    boolean isOfAnotherMonth = rules.isAnonymous()
        && !YearMonth.from(delete.day()).equals(YearMonth.from(delete.subjectDay()));
    long author = create == null || isOfAnotherMonth ? 0 : create.member();
    counts.count("messages_removed", delete.guild(), delete.day(), delete.channel(), author, 1);
  }

  private void count(String measure, SeenEvent create, long amount) {
    counts.count(
        measure, create.guild(), create.subjectDay(), create.channel(), create.member(), amount);
  }
}

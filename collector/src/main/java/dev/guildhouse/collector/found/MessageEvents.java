package dev.guildhouse.collector.found;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.imports.reading.EventTimes;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.identity.MemberKeys;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages found in one place into raw events. For one thread.
 *
 * <p>Everything that identifies an event comes out of the message itself, so that overlapping
 * exports and readings, in any order, yield the same events, and the same as the gateway.
 */
public final class MessageEvents {
  private final FoundPlace place;
  private final EventStamp stamp;
  private final MemberKeyring keys;
  private final EventTimes times;
  private final Consumer<RawEvent> sink;
  private final Runnable leftOut;

  public MessageEvents(
      FoundPlace place, EventStamp stamp, MemberKeyring keys, Consumer<RawEvent> sink) {
    this(place, stamp, keys, sink, () -> {});
  }

  /**
   * @param leftOut told of every event that is not passed on because of whose it is
   */
  public MessageEvents(
      FoundPlace place,
      EventStamp stamp,
      MemberKeyring keys,
      Consumer<RawEvent> sink,
      Runnable leftOut) {
    this.place = place;
    this.stamp = stamp;
    this.keys = keys;
    this.times = new EventTimes(stamp.receivedAt());
    this.sink = sink;
    this.leftOut = leftOut;
  }

  /**
   * Yields the events of one message.
   *
   * @param foundAt when it was found like this
   * @throws RefusedInput when it cannot be such a message
   */
  public void message(FoundMessage message, Instant foundAt) {
    if (message.id == 0 || message.at == null || !message.hasAuthor) {
      throw new RefusedInput("a message lacks its id, timestamp or author");
    }
    Instant at = times.ofMessage(message.id, message.at);
    long author = keys.key(message.authorId, monthOf(at));
    Instant editedAt = message.editedAt == null ? null : times.possible(message.editedAt);
    if (message.kind == FoundMessage.Kind.JOIN) {
      join(message, at, author);
    } else {
      RawEvent.Builder create = content(EventType.MESSAGE_CREATE, message, at, author);
      accept(message.authorId, create.editedAt(editedAt).build());
      if (editedAt != null) {
        accept(
            message.authorId,
            content(
                    EventType.MESSAGE_UPDATE,
                    message,
                    editedAt,
                    keys.key(message.authorId, monthOf(editedAt)))
                .editedAt(editedAt)
                .ordinal(EventTimes.micros(editedAt))
                .isEdit(true)
                .build());
      }
      thread(message, at, author);
    }
    boolean isPersons = !message.isBot
        && !message.isWebhook
        && !message.isSystem()
        && !keys.isLeftOut(message.authorId, at);
    reactions(message, at, later(foundAt, at), isPersons ? author : MemberKeys.UNKNOWN);
  }

  /** Passes an event on, unless what this person did then is to be left out. */
  private void accept(long userId, RawEvent event) {
    if (keys.isLeftOut(userId, event.eventAt())) {
      leftOut.run();
    } else {
      sink.accept(event);
    }
  }

  /** A join is no message: it is counted once, whether the gateway or an export told of it. */
  private void join(FoundMessage message, Instant at, long author) {
    accept(
        message.authorId,
        stamp
            .event(EventType.MEMBER_JOIN, place.guildId(), at)
            .subjectId(message.id)
            .messageId(message.id)
            .memberKey(author)
            .isBot(message.isBot)
            .build());
  }

  private RawEvent.Builder content(EventType type, FoundMessage message, Instant at, long author) {
    boolean isReply = message.kind == FoundMessage.Kind.REPLY;
    boolean isTextKnown = message.textLength >= 0;
    return stamp
        .event(type, place, at)
        .subjectId(message.id)
        .messageId(message.id)
        .memberKey(author)
        .targetKey(isReply ? keys.target(message.repliedToId, monthOf(at), at) : 0)
        .isBot(message.isBot)
        .isWebhook(message.isWebhook)
        .isSystem(message.isSystem())
        .isReply(isReply)
        .isThreadStarter(message.id == place.threadId())
        .hasPoll(message.hasPoll)
        .attachments(known(message.attachments))
        .embeds(known(message.embeds))
        .stickers(known(message.stickers))
        .mentions(known(message.mentions))
        .roleMentions(known(message.roleMentions))
        .textLength(known(message.textLength))
        .isQuestion(isTextKnown ? message.isQuestion : null)
        .attributes(message.keywords == null ? null : Map.of(Keywords.ATTRIBUTE, message.keywords));
  }

  private void thread(FoundMessage message, Instant at, long author) {
    boolean isPost = message.id == place.threadId();
    boolean isStart = message.kind == FoundMessage.Kind.THREAD_CREATED
        && message.startedThreadId != 0
        && !place.isThread();
    if (isPost || isStart) {
      long threadId = isPost ? place.threadId() : message.startedThreadId;
      accept(
          message.authorId,
          stamp
              .event(EventType.THREAD_CREATE, place, at)
              .subjectId(threadId)
              .threadId(threadId)
              .memberKey(author)
              .isBot(message.isBot)
              .build());
    }
  }

  private void reactions(FoundMessage message, Instant at, Instant foundAt, long credited) {
    int month = monthOf(at);
    Set<Long> named = new HashSet<>();
    for (FoundMessage.Reactions reactions : message.reactions) {
      // Nor do those who are left out count among the reactions of nobody in particular.
      long withheld = reactions.users().stream()
          .filter(user -> keys.isLeftOut(user.id(), at))
          .count();
      sink.accept(reaction(message, at, foundAt, reactions.emoji(), MemberKeys.UNKNOWN)
          .targetKey(credited)
          .amount(BigDecimal.valueOf(Math.max(0, reactions.count() - withheld)))
          .build());
      named.clear();
      for (FoundMessage.User user : reactions.users()) {
        long key = keys.key(user.id(), month);
        if (key != MemberKeys.UNKNOWN && named.add(key)) {
          accept(
              user.id(),
              reaction(message, at, foundAt, reactions.emoji(), key)
                  .targetKey(credited)
                  .isBot(user.isBot())
                  .amount(BigDecimal.ONE)
                  .build());
        }
      }
    }
  }

  private RawEvent.Builder reaction(
      FoundMessage message, Instant at, Instant foundAt, String emoji, long member) {
    return stamp
        .event(EventType.REACTION_SNAPSHOT, place, at)
        .subjectId(message.id)
        .ordinal(EventHash.start()
            .with(emoji)
            .with(member)
            .with(EventTimes.micros(foundAt))
            .value())
        .editedAt(foundAt)
        .messageId(message.id)
        .memberKey(member)
        .emoji(emoji);
  }

  /** The month under whose secret an event's keys are made, as yyyymm. */
  public static int monthOf(Instant at) {
    var day = at.atOffset(ZoneOffset.UTC);
    return day.getYear() * 100 + day.getMonthValue();
  }

  private static @Nullable Integer known(int count) {
    return count < 0 ? null : count;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

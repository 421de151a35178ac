package dev.guildhouse.collector.imports.exporter;

import dev.guildhouse.collector.imports.reading.EventTimes;
import dev.guildhouse.collector.imports.reading.ReadSettings;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.members.LongCache;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.identity.MemberKeys;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the messages of one exported channel into raw events.
 *
 * <p>Everything that identifies an event comes out of the message itself, so that overlapping
 * exports, read in any order, yield the same events.
 */
final class ExportEvents {
  /** Messages whose authors are remembered for the replies to them: at most 16 MiB. */
  private static final int REMEMBERED_MESSAGES = 1 << 18;

  private final ReadSettings settings;
  private final ExportedChannel channel;
  private final @Nullable Instant exportedAt;
  private final Consumer<RawEvent> sink;
  private final MemberKeyring keys;
  private final EventTimes times;
  private final long organizationId;
  private final LongCache authors = new LongCache(REMEMBERED_MESSAGES);
  private final ExportCoverage coverage;
  private Instant latestSeen = Instant.EPOCH;
  private long sequence;

  /**
   * Events of one file.
   *
   * @param exportedAt when the export was made; null when the file does not say
   */
  ExportEvents(
      ReadSettings settings,
      ExportedChannel channel,
      @Nullable Instant exportedAt,
      Consumer<RawEvent> sink) {
    this.settings = settings;
    this.channel = channel;
    // A clock that runs ahead must not let this export win over everything to come.
    this.exportedAt = exportedAt != null && exportedAt.isAfter(settings.receivedAt())
        ? settings.receivedAt()
        : exportedAt;
    this.sink = sink;
    this.keys = settings.keyrings().apply(channel.guildId());
    this.times = new EventTimes(settings.receivedAt());
    this.organizationId = settings.organizationOf().applyAsLong(channel.guildId());
    this.coverage = new ExportCoverage(channel, settings.receivedAt());
  }

  /** Yields the events of one message. */
  void message(ExportedMessage message) {
    if (message.id == 0 || message.at == null || !message.hasAuthor) {
      throw new RefusedInput("a message lacks its id, timestamp or author");
    }
    Instant at = times.ofMessage(message.id, message.at);
    int month = monthOf(at);
    long author = keys.key(message.authorId, month);
    if (message.authorId != 0) {
      authors.put(message.id, message.authorId);
    }
    Instant editedAt = message.editedAt == null ? null : times.possible(message.editedAt);
    latestSeen = later(latestSeen, editedAt == null ? at : editedAt);
    coverage.saw(at);
    if (message.type.equals(ExportedMessage.JOIN)) {
      coverage.sawJoin();
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
    if (!message.reactions.isEmpty()) {
      coverage.sawReaction();
      boolean isNobody =
          message.isBot || message.isSystem() || keys.isLeftOut(message.authorId, at);
      reactions(message, at, isNobody ? MemberKeys.UNKNOWN : author);
    }
  }

  /**
   * Yields what the file says about its channel and about the time it covers.
   *
   * @param after begin of the range that was exported; null when it was open
   * @param before end of that range; null when it was open
   */
  void finish(@Nullable Instant after, @Nullable Instant before) {
    Instant from = settings.isPartOfMore() ? null : after;
    Instant to = settings.isPartOfMore() ? null : before;
    Instant foundAt = exportedAt;
    coverage
        .channelUpdates()
        .forEach(update -> sink.accept(base(EventType.CHANNEL_UPDATE, update.at())
            .subjectId(update.id())
            .editedAt(foundAt == null ? null : later(foundAt, update.at()))
            .threadId(0)
            .attributes(update.attributes())
            .build()));
    coverage
        .heartbeats(from, to == null || foundAt == null || to.isBefore(foundAt) ? to : foundAt)
        .forEach(heartbeat -> sink.accept(base(EventType.COLLECTOR_HEARTBEAT, heartbeat.at())
            .subjectId(heartbeat.id())
            .amount(BigDecimal.valueOf(heartbeat.seconds()))
            .attributes(heartbeat.attributes())
            .build()));
  }

  /** Passes an event on, unless what this person did then is to be left out. */
  private void accept(long userId, RawEvent event) {
    if (keys.isLeftOut(userId, event.eventAt())) {
      settings.leftOut().run();
    } else {
      sink.accept(event);
    }
  }

  /** A join is no message: it is counted once, whether the gateway or an export told of it. */
  private void join(ExportedMessage message, Instant at, long author) {
    accept(
        message.authorId,
        base(EventType.MEMBER_JOIN, at)
            .subjectId(message.id)
            .messageId(message.id)
            .channelId(0)
            .parentChannelId(0)
            .threadId(0)
            .memberKey(author)
            .isBot(message.isBot)
            .build());
  }

  private RawEvent.Builder content(
      EventType type, ExportedMessage message, Instant at, long author) {
    boolean isReply = message.type.equals(ExportedMessage.REPLY);
    boolean isTextKnown = message.textLength >= 0;
    return base(type, at)
        .subjectId(message.id)
        .messageId(message.id)
        .memberKey(author)
        .targetKey(isReply ? authorOf(message.referencedMessageId, at) : 0)
        .isBot(message.isBot)
        .isSystem(message.isSystem())
        .isReply(isReply)
        .isThreadStarter(message.id == channel.threadId())
        .hasPoll(message.hasPoll)
        .attachments(known(message.attachments))
        .embeds(known(message.embeds))
        .stickers(known(message.stickers))
        .mentions(known(message.mentions))
        .textLength(known(message.textLength))
        .isQuestion(isTextKnown ? message.isQuestion : null);
  }

  /** The author of an earlier message of the file, under the month of the event that refers to it. */
  private long authorOf(long messageId, Instant at) {
    return keys.target(messageId == 0 ? 0 : authors.value(messageId), monthOf(at), at);
  }

  private void thread(ExportedMessage message, Instant at, long author) {
    boolean isPost = message.id == channel.threadId();
    boolean isStart = message.type.equals(ExportedMessage.THREAD_CREATED)
        && message.referencedChannelId != 0
        && !channel.isThread();
    if (isPost || isStart) {
      long threadId = isPost ? channel.threadId() : message.referencedChannelId;
      accept(
          message.authorId,
          base(EventType.THREAD_CREATE, at)
              .subjectId(threadId)
              .threadId(threadId)
              .memberKey(author)
              .isBot(message.isBot)
              .build());
    }
  }

  private void reactions(ExportedMessage message, Instant at, long credited) {
    int month = monthOf(at);
    Instant foundAt = later(exportedAt == null ? latestSeen : exportedAt, at);
    Set<Long> named = new HashSet<>();
    for (ExportedMessage.Reactions reactions : message.reactions) {
      // Nor do those who are left out count among the reactions of nobody in particular.
      long leftOut = reactions.users().stream()
          .filter(user -> keys.isLeftOut(user.id(), at))
          .count();
      sink.accept(reaction(message, at, foundAt, reactions.emoji(), MemberKeys.UNKNOWN)
          .targetKey(credited)
          .amount(BigDecimal.valueOf(Math.max(0, reactions.count() - leftOut)))
          .build());
      named.clear();
      for (ExportedMessage.User user : reactions.users()) {
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
      ExportedMessage message, Instant at, Instant foundAt, String emoji, long member) {
    return base(EventType.REACTION_SNAPSHOT, at)
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

  private RawEvent.Builder base(EventType type, Instant at) {
    return RawEvent.of(type, channel.guildId())
        .organizationId(organizationId)
        .eventAt(at)
        .receivedAt(settings.receivedAt())
        .source(Source.EXPORT)
        .sessionId(settings.sessionId())
        .sessionStartedAt(exportedAt == null ? settings.receivedAt() : exportedAt)
        .sequence(sequence++)
        .channelId(channel.channelId())
        .parentChannelId(channel.parentChannelId())
        .threadId(channel.threadId());
  }

  private static @Nullable Integer known(int count) {
    return count < 0 ? null : count;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static int monthOf(Instant at) {
    var day = at.atOffset(ZoneOffset.UTC);
    return day.getYear() * 100 + day.getMonthValue();
  }
}

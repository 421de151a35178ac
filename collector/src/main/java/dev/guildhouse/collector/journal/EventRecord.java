package dev.guildhouse.collector.journal;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A raw event as the journal holds it: a version, one word of flags that also says which columns are
 * there, and those columns in a fixed order. The month of the keys is left out, because it follows
 * from the time of the event.
 */
final class EventRecord {
  /** Rises when the bytes change; an older one can always be read. */
  static final int VERSION = 1;

  private static final int EDITED = 1;
  private static final int SESSION_STARTED = 1 << 1;
  private static final int EMOJI = 1 << 2;
  private static final int BOT = 1 << 3;
  private static final int WEBHOOK = 1 << 4;
  private static final int SYSTEM = 1 << 5;
  private static final int EDIT = 1 << 6;
  private static final int REPLY = 1 << 7;
  private static final int QUESTION_KNOWN = 1 << 8;
  private static final int QUESTION = 1 << 9;
  private static final int PENDING = 1 << 10;
  private static final int THREAD_STARTER = 1 << 11;
  private static final int POLL_KNOWN = 1 << 12;
  private static final int POLL = 1 << 13;
  private static final int ATTACHMENTS = 1 << 14;
  private static final int EMBEDS = 1 << 15;
  private static final int STICKERS = 1 << 16;
  private static final int MENTIONS = 1 << 17;
  private static final int ROLE_MENTIONS = 1 << 18;
  private static final int TEXT_LENGTH = 1 << 19;
  private static final int AMOUNT = 1 << 20;
  private static final int REWARD_TRIGGER = 1 << 21;
  private static final int REWARD_STATUS = 1 << 22;
  private static final int ATTRIBUTES = 1 << 23;

  private static final EventType[] TYPES = new EventType[256];
  private static final Source[] SOURCES = new Source[256];

  static {
    Arrays.stream(EventType.values()).forEach(type -> TYPES[type.code()] = type);
    Arrays.stream(Source.values()).forEach(source -> SOURCES[source.code()] = source);
  }

  private EventRecord() {}

  /** Appends one framed event. */
  static void write(RawEvent event, RecordBytes to) {
    to.begin();
    to.putByte(VERSION);
    to.putInt(flags(event));
    to.putByte(event.eventType().code());
    to.putByte(event.source().code());
    to.putSmall(event.schemaVersion());
    to.putLong(event.organizationId());
    to.putLong(event.guildId());
    to.putLong(event.subjectId());
    to.putLong(event.ordinal());
    putInstant(to, event.eventAt());
    putInstant(to, event.receivedAt());
    to.putLong(event.sessionId());
    to.putLong(event.sequence());
    to.putLong(event.channelId());
    to.putLong(event.parentChannelId());
    to.putLong(event.threadId());
    to.putLong(event.messageId());
    to.putLong(event.memberKey());
    to.putLong(event.targetKey());
    writeOptional(event, to);
    to.end();
  }

  private static void writeOptional(RawEvent event, RecordBytes to) {
    if (event.editedAt() != null) {
      putInstant(to, event.editedAt());
    }
    if (event.sessionStartedAt() != null) {
      putInstant(to, event.sessionStartedAt());
    }
    putText(to, event.emoji());
    putCount(to, event.attachments());
    putCount(to, event.embeds());
    putCount(to, event.stickers());
    putCount(to, event.mentions());
    putCount(to, event.roleMentions());
    putCount(to, event.textLength());
    BigDecimal amount = event.amount();
    if (amount != null) {
      to.putInt(amount.scale());
      to.putBytes(amount.unscaledValue().toByteArray());
    }
    putText(to, event.rewardTrigger());
    putText(to, event.rewardStatus());
    Map<String, String> attributes = event.attributes();
    if (attributes != null) {
      to.putSmall(attributes.size());
      attributes.forEach((name, value) -> {
        to.putText(name);
        to.putText(value);
      });
    }
  }

  /**
   * Reads one event from the bytes of its record.
   *
   * @throws WarehouseException when a newer program wrote it
   */
  static RawEvent read(ByteBuffer from) {
    int version = from.get();
    if (version != VERSION) {
      throw WarehouseException.failed(
          "read the journal",
          "it holds records of version " + version + ", and this program knows " + VERSION,
          "Run the newer program once more, until it has landed what it took.");
    }
    int flags = from.getInt();
    EventType type = TYPES[from.get() & 0xFF];
    Source source = SOURCES[from.get() & 0xFF];
    int schemaVersion = small(from);
    long organizationId = from.getLong();
    RawEvent.Builder event = RawEvent.of(type, from.getLong())
        .organizationId(organizationId)
        .source(source)
        .schemaVersion(schemaVersion)
        .subjectId(from.getLong())
        .ordinal(from.getLong())
        .eventAt(instant(from))
        .receivedAt(instant(from))
        .sessionId(from.getLong())
        .sequence(from.getLong())
        .channelId(from.getLong())
        .parentChannelId(from.getLong())
        .threadId(from.getLong())
        .messageId(from.getLong())
        .memberKey(from.getLong())
        .targetKey(from.getLong());
    return readOptional(event, flags, from).build();
  }

  private static RawEvent.Builder readOptional(RawEvent.Builder event, int flags, ByteBuffer from) {
    return event
        .isBot(has(flags, BOT))
        .isWebhook(has(flags, WEBHOOK))
        .isSystem(has(flags, SYSTEM))
        .isEdit(has(flags, EDIT))
        .isReply(has(flags, REPLY))
        .isPending(has(flags, PENDING))
        .isThreadStarter(has(flags, THREAD_STARTER))
        .isQuestion(has(flags, QUESTION_KNOWN) ? has(flags, QUESTION) : null)
        .hasPoll(has(flags, POLL_KNOWN) ? has(flags, POLL) : null)
        .editedAt(has(flags, EDITED) ? instant(from) : null)
        .sessionStartedAt(has(flags, SESSION_STARTED) ? instant(from) : null)
        .emoji(has(flags, EMOJI) ? text(from) : null)
        .attachments(count(flags, ATTACHMENTS, from))
        .embeds(count(flags, EMBEDS, from))
        .stickers(count(flags, STICKERS, from))
        .mentions(count(flags, MENTIONS, from))
        .roleMentions(count(flags, ROLE_MENTIONS, from))
        .textLength(count(flags, TEXT_LENGTH, from))
        .amount(has(flags, AMOUNT) ? amount(from) : null)
        .rewardTrigger(has(flags, REWARD_TRIGGER) ? text(from) : null)
        .rewardStatus(has(flags, REWARD_STATUS) ? text(from) : null)
        .attributes(has(flags, ATTRIBUTES) ? attributes(from) : null);
  }

  private static int flags(RawEvent event) {
    return flag(EDITED, event.editedAt() != null)
        | flag(SESSION_STARTED, event.sessionStartedAt() != null)
        | flag(EMOJI, event.emoji() != null)
        | flag(BOT, event.isBot())
        | flag(WEBHOOK, event.isWebhook())
        | flag(SYSTEM, event.isSystem())
        | flag(EDIT, event.isEdit())
        | flag(REPLY, event.isReply())
        | flag(QUESTION_KNOWN, event.isQuestion() != null)
        | flag(QUESTION, Boolean.TRUE.equals(event.isQuestion()))
        | flag(PENDING, event.isPending())
        | flag(THREAD_STARTER, event.isThreadStarter())
        | flag(POLL_KNOWN, event.hasPoll() != null)
        | flag(POLL, Boolean.TRUE.equals(event.hasPoll()))
        | flag(ATTACHMENTS, event.attachments() != null)
        | flag(EMBEDS, event.embeds() != null)
        | flag(STICKERS, event.stickers() != null)
        | flag(MENTIONS, event.mentions() != null)
        | flag(ROLE_MENTIONS, event.roleMentions() != null)
        | flag(TEXT_LENGTH, event.textLength() != null)
        | flag(AMOUNT, event.amount() != null)
        | flag(REWARD_TRIGGER, event.rewardTrigger() != null)
        | flag(REWARD_STATUS, event.rewardStatus() != null)
        | flag(ATTRIBUTES, event.attributes() != null);
  }

  private static int flag(int bit, boolean isSet) {
    return isSet ? bit : 0;
  }

  private static boolean has(int flags, int bit) {
    return (flags & bit) != 0;
  }

  private static void putInstant(RecordBytes to, Instant instant) {
    to.putLong(instant.getEpochSecond());
    to.putInt(instant.getNano());
  }

  private static Instant instant(ByteBuffer from) {
    return Instant.ofEpochSecond(from.getLong(), from.getInt());
  }

  private static void putCount(RecordBytes to, @Nullable Integer count) {
    if (count != null) {
      to.putInt(count);
    }
  }

  private static @Nullable Integer count(int flags, int bit, ByteBuffer from) {
    return has(flags, bit) ? from.getInt() : null;
  }

  private static void putText(RecordBytes to, @Nullable String text) {
    if (text != null) {
      to.putText(text);
    }
  }

  private static int small(ByteBuffer from) {
    int value = 0;
    int shift = 0;
    byte next = from.get();
    while (next < 0) {
      value |= (next & 0x7F) << shift;
      shift += 7;
      next = from.get();
    }
    return value | next << shift;
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[small(from)];
    from.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer from) {
    return new String(bytes(from), StandardCharsets.UTF_8);
  }

  private static BigDecimal amount(ByteBuffer from) {
    int scale = from.getInt();
    return new BigDecimal(new BigInteger(bytes(from)), scale);
  }

  private static Map<String, String> attributes(ByteBuffer from) {
    Map<String, String> attributes = new TreeMap<>();
    for (int left = small(from); left > 0; left--) {
      String name = text(from);
      attributes.put(name, text(from));
    }
    return attributes;
  }
}

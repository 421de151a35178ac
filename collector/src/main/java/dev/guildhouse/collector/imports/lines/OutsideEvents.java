package dev.guildhouse.collector.imports.lines;

import static dev.guildhouse.collector.imports.lines.LineField.*;

import dev.guildhouse.collector.imports.reading.EventTimes;
import dev.guildhouse.collector.imports.reading.ReadSettings;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.imports.reading.TextFingerprint;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns lines of JSON Lines into raw events, and fills in what the contract lets be derived. */
final class OutsideEvents {
  /** Outside ids are hashed under a salt, as they may hold a user's id. */
  private static final long LOW_PURPOSE = -3;

  private static final long HIGH_PURPOSE = -4;
  private static final Set<String> REWARD_STATUSES = Set.of("pending", "completed", "failed");

  private final ReadSettings settings;
  private final EventTimes times;
  private final Map<Long, MemberKeyring> keyrings = new HashMap<>();
  private long sequence;

  OutsideEvents(ReadSettings settings) {
    this.settings = settings;
    this.times = new EventTimes(settings.receivedAt());
  }

  /** The event of a line; empty when it is of a person who is left out. */
  Optional<RawEvent> event(EventLine line) {
    EventType type = line.type();
    long guildId = guildId(line);
    Instant at = eventAt(line, type);
    Instant editedAt = possible(line.time(EDITED_AT));
    var day = at.atOffset(ZoneOffset.UTC);
    int month = day.getYear() * 100 + day.getMonthValue();
    MemberKeyring keys = keyrings.computeIfAbsent(guildId, settings.keyrings()::apply);
    long member = keys.key(line.number(USER_ID), month);
    long target = keys.key(line.number(TARGET_USER_ID), month);
    check(line, type);
    OutsideIdentity identity = OutsideIdentity.of(
        line,
        new OutsideIdentity.Who(member, target),
        at,
        id -> TextFingerprint.of(
            keys.salt(LOW_PURPOSE, month), keys.salt(HIGH_PURPOSE, month), id, guildId));
    Instant sessionStart = possible(line.time(SESSION_STARTED_AT));
    if (keys.isLeftOut(line.number(USER_ID), at)) {
      settings.leftOut().run();
      return Optional.empty();
    }
    return Optional.of(RawEvent.of(type, guildId)
        .organizationId(
            line.has(ORGANIZATION_ID)
                ? line.number(ORGANIZATION_ID)
                : settings.organizationOf().applyAsLong(guildId))
        .subjectId(identity.subjectId())
        .ordinal(identity.ordinal())
        .eventAt(at)
        .editedAt(editedAt)
        .receivedAt(settings.receivedAt())
        .source(Source.OUTSIDE)
        .sessionId(line.has(SESSION_ID) ? line.number(SESSION_ID) : settings.sessionId())
        .sessionStartedAt(sessionStart == null ? settings.receivedAt() : sessionStart)
        .sequence(line.has(SEQUENCE) ? line.number(SEQUENCE) : sequence++)
        .channelId(line.number(CHANNEL_ID))
        .parentChannelId(line.number(PARENT_CHANNEL_ID))
        .threadId(line.number(THREAD_ID))
        .messageId(line.number(MESSAGE_ID))
        .memberKey(member)
        // The identity keeps the target: the same event, imported before, is still the same.
        .targetKey(keys.target(line.number(TARGET_USER_ID), month, at))
        .emoji(line.label(EMOJI))
        .isBot(line.flag(IS_BOT))
        .isWebhook(line.flag(IS_WEBHOOK))
        .isSystem(line.flag(IS_SYSTEM))
        .isEdit(line.flag(IS_EDIT))
        .isReply(line.flag(IS_REPLY))
        .isQuestion(line.flagIfKnown(IS_QUESTION))
        .isPending(line.flag(IS_PENDING))
        .isThreadStarter(line.flag(IS_THREAD_STARTER))
        .hasPoll(line.flagIfKnown(HAS_POLL))
        .attachments(line.count(ATTACHMENTS))
        .embeds(line.count(EMBEDS))
        .stickers(line.count(STICKERS))
        .mentions(line.count(MENTIONS))
        .roleMentions(line.count(ROLE_MENTIONS))
        .textLength(line.count(TEXT_LENGTH))
        .amount(line.amount())
        .rewardTrigger(line.label(REWARD_TRIGGER))
        .rewardStatus(line.label(REWARD_STATUS))
        .attributes(line.attributes())
        .build());
  }

  private long guildId(EventLine line) {
    if (line.has(GUILD_ID)) {
      return line.number(GUILD_ID);
    }
    Long given = settings.guildId();
    if (given == null) {
      throw new RefusedInput("guild_id is missing: write it on the line, or give it with --guild");
    }
    return given;
  }

  /** A message is written at the time that its id tells, so it need not be said. */
  private Instant eventAt(EventLine line, EventType type) {
    Instant at = line.time(EVENT_AT);
    if (type == EventType.MESSAGE_CREATE && line.has(MESSAGE_ID)) {
      long message = line.number(MESSAGE_ID);
      return times.ofMessage(message, at == null ? Snowflake.instant(message) : at);
    }
    if (at == null) {
      throw new RefusedInput("event_at is missing");
    }
    return times.possible(at);
  }

  private @Nullable Instant possible(@Nullable Instant at) {
    return at == null ? null : times.possible(at);
  }

  private static void check(EventLine line, EventType type) {
    if (line.value(SCHEMA_VERSION) instanceof Integer version
        && version > RawEvents.SCHEMA_VERSION) {
      throw new RefusedInput("schema_version is " + version + ", newer than "
          + RawEvents.SCHEMA_VERSION + ", which this version of Guildhouse reads");
    }
    switch (type.subject()) {
      case MESSAGE -> require(line, type, MESSAGE_ID);
      case THREAD -> require(line, type, THREAD_ID);
      case MOMENT -> {
        if (OutsideIdentity.isAboutMember(type)) {
          require(line, type, USER_ID);
        }
      }
    }
    if (type == EventType.MESSAGE_UPDATE && line.flag(IS_EDIT)) {
      require(line, type, EDITED_AT);
    }
    if (type == EventType.REACTION_SNAPSHOT) {
      require(line, type, EDITED_AT);
      require(line, type, EMOJI);
      require(line, type, AMOUNT);
    }
    if (type == EventType.REWARD_GRANT) {
      require(line, type, USER_ID);
      require(line, type, AMOUNT);
      if (!line.has(SUBJECT_ID)) {
        require(line, type, ID);
      }
      if (!REWARD_STATUSES.contains(String.valueOf(line.label(REWARD_STATUS)))) {
        throw new RefusedInput("reward_status is none of pending, completed, failed");
      }
    }
    if (type.family() == Family.COVERAGE
        && type != EventType.COLLECTOR_START
        && type != EventType.COLLECTOR_END) {
      require(line, type, AMOUNT);
    }
  }

  private static void require(EventLine line, EventType type, LineField field) {
    if (!line.has(field)) {
      throw new RefusedInput(field.key() + " is missing, which " + type.text() + " needs");
    }
  }
}

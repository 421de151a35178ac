package dev.guildhouse.collector.imports.lines;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of a line in JSON Lines: the columns of raw events, with users in place of member keys,
 * and without what the import itself sets.
 */
enum LineField {
  ORGANIZATION_ID(Kind.ID),
  GUILD_ID(Kind.ID),
  EVENT_TYPE(Kind.TYPE),
  /** What the outside source itself calls the event. */
  ID(Kind.LABEL),
  SUBJECT_ID(Kind.NUMBER),
  ORDINAL(Kind.NUMBER),
  EVENT_AT(Kind.TIME),
  EDITED_AT(Kind.TIME),
  SESSION_ID(Kind.NUMBER),
  SESSION_STARTED_AT(Kind.TIME),
  SEQUENCE(Kind.NUMBER),
  SCHEMA_VERSION(Kind.COUNT),
  CHANNEL_ID(Kind.ID),
  PARENT_CHANNEL_ID(Kind.ID),
  THREAD_ID(Kind.ID),
  MESSAGE_ID(Kind.ID),
  USER_ID(Kind.ID),
  TARGET_USER_ID(Kind.ID),
  EMOJI(Kind.LABEL),
  IS_BOT(Kind.FLAG),
  IS_WEBHOOK(Kind.FLAG),
  IS_SYSTEM(Kind.FLAG),
  IS_EDIT(Kind.FLAG),
  IS_REPLY(Kind.FLAG),
  IS_QUESTION(Kind.FLAG),
  IS_PENDING(Kind.FLAG),
  IS_THREAD_STARTER(Kind.FLAG),
  HAS_POLL(Kind.FLAG),
  ATTACHMENTS(Kind.COUNT),
  EMBEDS(Kind.COUNT),
  STICKERS(Kind.COUNT),
  MENTIONS(Kind.COUNT),
  ROLE_MENTIONS(Kind.COUNT),
  TEXT_LENGTH(Kind.COUNT),
  AMOUNT(Kind.AMOUNT),
  REWARD_TRIGGER(Kind.LABEL),
  REWARD_STATUS(Kind.LABEL),
  ATTRIBUTES(Kind.LABELS);

  /** How a value is written. */
  enum Kind {
    /** One of Discord's ids, as a string or a number. */
    ID,
    /** Any 64-bit number, as a string or a number. */
    NUMBER,
    /** 0 or more. */
    COUNT,
    FLAG,
    TIME,
    TYPE,
    /** A short string. */
    LABEL,
    /** Short strings by name. */
    LABELS,
    /** A decimal of 18 digits, 4 of them behind the point, as a string or a number. */
    AMOUNT
  }

  private static final Map<String, LineField> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(LineField::key, Function.identity()));

  private final String key = name().toLowerCase(Locale.ROOT);
  private final Kind kind;

  LineField(Kind kind) {
    this.kind = kind;
  }

  String key() {
    return key;
  }

  Kind kind() {
    return kind;
  }

  static Optional<LineField> of(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }
}

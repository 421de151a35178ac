package dev.guildhouse.schema.events;

import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Unit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of raw events, in landing files and in the {@code events} table. */
public final class RawEvents {
  /** Rises when a column is added; a reader lets files of a newer version wait. */
  public static final int SCHEMA_VERSION = 1;

  /**
   * One column and how a {@link RawEvent} fills it.
   *
   * @param column the column
   * @param value its value: Long, Integer, Boolean, Instant, String, BigDecimal, Map, or null
   */
  public record Field(Column column, Function<RawEvent, @Nullable Object> value) {}

  /** All columns in the order in which files hold them. */
  public static final List<Field> FIELDS = List.of(
      new Field(
          Column.of(
              "organization_id", ColumnType.LONG, "organization the guild belongs to; 0 when none"),
          RawEvent::organizationId),
      new Field(Column.of("guild_id", ColumnType.LONG, "guild it happened in"), RawEvent::guildId),
      new Field(
          Column.of("event_type", ColumnType.INT, "what happened, as the code of the event type"),
          event -> event.eventType().code()),
      new Field(
          Column.of(
              "subject_id",
              ColumnType.LONG,
              "what it happened to: message, thread, member key, or an id of its own"),
          RawEvent::subjectId),
      new Field(
          Column.of(
              "ordinal",
              ColumnType.LONG,
              "tells two events of one type and subject apart: 0 for a create or what has an id of its own, the microsecond of an edit, else a hash of session and sequence"),
          RawEvent::ordinal),
      new Field(Column.of("event_at", ColumnType.TIMESTAMP, "when it happened"), RawEvent::eventAt),
      new Field(
          Column.of(
                  "edited_at",
                  ColumnType.TIMESTAMP,
                  "when the content that this event carries was written, if later than event_at")
              .orUnknown(),
          RawEvent::editedAt),
      new Field(
          Column.of("received_at", ColumnType.TIMESTAMP, "when Guildhouse took it"),
          RawEvent::receivedAt),
      new Field(
          Column.of(
              "source", ColumnType.INT, "where it was learned from, as the code of the source"),
          event -> event.source().code()),
      new Field(
          Column.of("session_id", ColumnType.LONG, "collector session, or import, that took it"),
          RawEvent::sessionId),
      new Field(
          Column.of("session_started_at", ColumnType.TIMESTAMP, "when that session started")
              .orUnknown(),
          RawEvent::sessionStartedAt),
      new Field(
          Column.of("sequence", ColumnType.LONG, "its place in that session"), RawEvent::sequence),
      new Field(
          Column.of("schema_version", ColumnType.INT, "version of this contract"),
          RawEvent::schemaVersion),
      new Field(
          Column.of(
              "channel_id",
              ColumnType.LONG,
              "channel it counts under, for a thread its parent; 0 when none"),
          RawEvent::channelId),
      new Field(
          Column.of("parent_channel_id", ColumnType.LONG, "category of that channel; 0 when none"),
          RawEvent::parentChannelId),
      new Field(
          Column.of("thread_id", ColumnType.LONG, "thread it happened in; 0 when none"),
          RawEvent::threadId),
      new Field(
          Column.of("message_id", ColumnType.LONG, "message it is about; 0 when none"),
          RawEvent::messageId),
      new Field(
          Column.of("member_key", ColumnType.LONG, "who did it; 0 when unknown"),
          RawEvent::memberKey),
      new Field(
          Column.of(
              "key_month",
              ColumnType.INT,
              "month of event_at as yyyymm, under whose secret the keys were made"),
          RawEvent::keyMonth),
      new Field(
          Column.of(
              "target_key",
              ColumnType.LONG,
              "to whom: author reacted to or replied to, thread owner, member flagged; 0 when nobody or unknown"),
          RawEvent::targetKey),
      new Field(
          Column.of("emoji", ColumnType.STRING, "emoji of a reaction, or the answer of a poll vote")
              .orUnknown(),
          RawEvent::emoji),
      new Field(
          Column.of("is_bot", ColumnType.BOOLEAN, "whether who did it is a bot"), RawEvent::isBot),
      new Field(
          Column.of("is_webhook", ColumnType.BOOLEAN, "whether a webhook did it"),
          RawEvent::isWebhook),
      new Field(
          Column.of("is_system", ColumnType.BOOLEAN, "whether Discord itself wrote the message"),
          RawEvent::isSystem),
      new Field(
          Column.of(
              "is_edit",
              ColumnType.BOOLEAN,
              "whether an update is a real edit, not an unfurled link"),
          RawEvent::isEdit),
      new Field(
          Column.of("is_reply", ColumnType.BOOLEAN, "whether the message replies to another"),
          RawEvent::isReply),
      new Field(
          Column.of(
                  "is_question",
                  ColumnType.BOOLEAN,
                  "whether the message asks something; unknown without its text")
              .orUnknown(),
          RawEvent::isQuestion),
      new Field(
          Column.of("is_pending", ColumnType.BOOLEAN, "whether the message waits for approval"),
          RawEvent::isPending),
      new Field(
          Column.of(
              "is_thread_starter",
              ColumnType.BOOLEAN,
              "whether the message starts a thread or forum post"),
          RawEvent::isThreadStarter),
      new Field(
          Column.of(
                  "has_poll",
                  ColumnType.BOOLEAN,
                  "whether the message holds a poll; unknown without its content")
              .orUnknown(),
          RawEvent::hasPoll),
      new Field(
          Column.of(
                  "attachments",
                  ColumnType.INT,
                  Unit.ITEMS,
                  "files on the message; unknown without its content")
              .orUnknown(),
          RawEvent::attachments),
      new Field(
          Column.of(
                  "embeds",
                  ColumnType.INT,
                  Unit.ITEMS,
                  "embeds on the message; unknown without its content")
              .orUnknown(),
          RawEvent::embeds),
      new Field(
          Column.of("stickers", ColumnType.INT, Unit.ITEMS, "stickers on the message")
              .orUnknown(),
          RawEvent::stickers),
      new Field(
          Column.of("mentions", ColumnType.INT, Unit.ITEMS, "members mentioned").orUnknown(),
          RawEvent::mentions),
      new Field(
          Column.of("role_mentions", ColumnType.INT, Unit.ITEMS, "roles mentioned")
              .orUnknown(),
          RawEvent::roleMentions),
      new Field(
          Column.of(
                  "text_length",
                  ColumnType.INT,
                  Unit.CHARACTERS,
                  "length of the text; unknown without its content, 0 when empty")
              .orUnknown(),
          RawEvent::textLength),
      new Field(
          Column.of(
                  "amount",
                  ColumnType.DECIMAL,
                  "reward, seconds watched, reactions found, whatever the type counts")
              .orUnknown(),
          RawEvent::amount),
      new Field(
          Column.of("reward_trigger", ColumnType.STRING, "what a reward was for")
              .orUnknown(),
          RawEvent::rewardTrigger),
      new Field(
          Column.of("reward_status", ColumnType.STRING, "pending, completed or failed")
              .orUnknown(),
          RawEvent::rewardStatus),
      new Field(
          Column.of(
                  "attributes",
                  ColumnType.MAP,
                  "whatever else the type carries; never a text, name or user id")
              .orUnknown(),
          RawEvent::attributes));

  /** The day on which an event's facts are folded; derived, so that landing files do without it. */
  public static final Column SUBJECT_DATE = Column.of(
      "subject_date",
      ColumnType.DATE,
      "day of the message or thread that the event is about, else the day of event_at");

  /** The day on which an event happened; derived. */
  public static final Column EVENT_DATE =
      Column.of("event_date", ColumnType.DATE, "day of event_at");

  /** Every event once. */
  public static final TableDef TABLE = TableDef.named("events", TableDef.Layer.RAW)
      .oneRowPer("thing that happened")
      .stored(TableDef.Storage.BY_MONTH)
      .columns(
          Stream.concat(Stream.of(SUBJECT_DATE, EVENT_DATE), FIELDS.stream().map(Field::column))
              .toList())
      .key("guild_id", "event_type", "subject_id", "ordinal")
      .by(SUBJECT_DATE.name(), EVENT_DATE.name())
      // Every fact reads a few types of a few days.
      .sortedBy("guild_id", "event_type", SUBJECT_DATE.name())
      .build();

  private RawEvents() {}
}

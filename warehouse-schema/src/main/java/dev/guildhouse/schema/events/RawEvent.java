package dev.guildhouse.schema.events;

import dev.guildhouse.schema.time.Snowflake;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened. Its columns, with their comments, are {@link RawEvents#TABLE}; an id of 0
 * means "none" and a null "unknown".
 *
 * <p>Two events of the same guild, type, subject and ordinal are the same event, whatever their
 * source.
 */
public record RawEvent(
    long organizationId,
    long guildId,
    EventType eventType,
    long subjectId,
    long ordinal,
    Instant eventAt,
    @Nullable Instant editedAt,
    Instant receivedAt,
    Source source,
    long sessionId,
    @Nullable Instant sessionStartedAt,
    long sequence,
    int schemaVersion,
    long channelId,
    long parentChannelId,
    long threadId,
    long messageId,
    long memberKey,
    int keyMonth,
    long targetKey,
    @Nullable String emoji,
    boolean isBot,
    boolean isWebhook,
    boolean isSystem,
    boolean isEdit,
    boolean isReply,
    @Nullable Boolean isQuestion,
    boolean isPending,
    boolean isThreadStarter,
    @Nullable Boolean hasPoll,
    @Nullable Integer attachments,
    @Nullable Integer embeds,
    @Nullable Integer stickers,
    @Nullable Integer mentions,
    @Nullable Integer roleMentions,
    @Nullable Integer textLength,
    @Nullable BigDecimal amount,
    @Nullable String rewardTrigger,
    @Nullable String rewardStatus,
    @Nullable Map<String, String> attributes) {

  /** An event of a type in a guild; whatever is not set is 0, false or unknown. */
  public static Builder of(EventType type, long guildId) {
    return new Builder(type, guildId);
  }

  /** The day on which the facts of this event are folded. */
  public LocalDate subjectDate() {
    return switch (eventType.subject()) {
      case MESSAGE -> Snowflake.date(messageId);
      case THREAD -> Snowflake.date(threadId);
      case MOMENT -> eventAt.atZone(ZoneOffset.UTC).toLocalDate();
    };
  }

  /** This event with another time of receipt, as a redelivery brings it. */
  public RawEvent receivedAgainAt(Instant receivedAt) {
    return new RawEvent(
        organizationId,
        guildId,
        eventType,
        subjectId,
        ordinal,
        eventAt,
        editedAt,
        receivedAt,
        source,
        sessionId,
        sessionStartedAt,
        sequence,
        schemaVersion,
        channelId,
        parentChannelId,
        threadId,
        messageId,
        memberKey,
        keyMonth,
        targetKey,
        emoji,
        isBot,
        isWebhook,
        isSystem,
        isEdit,
        isReply,
        isQuestion,
        isPending,
        isThreadStarter,
        hasPoll,
        attachments,
        embeds,
        stickers,
        mentions,
        roleMentions,
        textLength,
        amount,
        rewardTrigger,
        rewardStatus,
        attributes);
  }

  /** Collects the columns of one event by name. */
  public static final class Builder {
    private long organizationId;
    private final long guildId;
    private final EventType eventType;
    private long subjectId;
    private long ordinal;
    private @Nullable Instant eventAt;
    private @Nullable Instant editedAt;
    private @Nullable Instant receivedAt;
    private @Nullable Source source;
    private long sessionId;
    private @Nullable Instant sessionStartedAt;
    private long sequence;
    private int schemaVersion = RawEvents.SCHEMA_VERSION;
    private long channelId;
    private long parentChannelId;
    private long threadId;
    private long messageId;
    private long memberKey;
    private long targetKey;
    private @Nullable String emoji;
    private boolean isBot;
    private boolean isWebhook;
    private boolean isSystem;
    private boolean isEdit;
    private boolean isReply;
    private @Nullable Boolean isQuestion;
    private boolean isPending;
    private boolean isThreadStarter;
    private @Nullable Boolean hasPoll;
    private @Nullable Integer attachments;
    private @Nullable Integer embeds;
    private @Nullable Integer stickers;
    private @Nullable Integer mentions;
    private @Nullable Integer roleMentions;
    private @Nullable Integer textLength;
    private @Nullable BigDecimal amount;
    private @Nullable String rewardTrigger;
    private @Nullable String rewardStatus;
    private @Nullable Map<String, String> attributes;

    private Builder(EventType eventType, long guildId) {
      this.eventType = eventType;
      this.guildId = guildId;
    }

    public Builder organizationId(long value) {
      this.organizationId = value;
      return this;
    }

    public Builder subjectId(long value) {
      this.subjectId = value;
      return this;
    }

    public Builder ordinal(long value) {
      this.ordinal = value;
      return this;
    }

    public Builder eventAt(Instant value) {
      this.eventAt = value;
      return this;
    }

    public Builder editedAt(@Nullable Instant value) {
      this.editedAt = value;
      return this;
    }

    public Builder receivedAt(Instant value) {
      this.receivedAt = value;
      return this;
    }

    public Builder source(Source value) {
      this.source = value;
      return this;
    }

    public Builder sessionId(long value) {
      this.sessionId = value;
      return this;
    }

    public Builder sessionStartedAt(@Nullable Instant value) {
      this.sessionStartedAt = value;
      return this;
    }

    public Builder sequence(long value) {
      this.sequence = value;
      return this;
    }

    public Builder schemaVersion(int value) {
      this.schemaVersion = value;
      return this;
    }

    public Builder channelId(long value) {
      this.channelId = value;
      return this;
    }

    public Builder parentChannelId(long value) {
      this.parentChannelId = value;
      return this;
    }

    public Builder threadId(long value) {
      this.threadId = value;
      return this;
    }

    public Builder messageId(long value) {
      this.messageId = value;
      return this;
    }

    public Builder memberKey(long value) {
      this.memberKey = value;
      return this;
    }

    public Builder targetKey(long value) {
      this.targetKey = value;
      return this;
    }

    public Builder emoji(@Nullable String value) {
      this.emoji = value;
      return this;
    }

    public Builder isBot(boolean value) {
      this.isBot = value;
      return this;
    }

    public Builder isWebhook(boolean value) {
      this.isWebhook = value;
      return this;
    }

    public Builder isSystem(boolean value) {
      this.isSystem = value;
      return this;
    }

    public Builder isEdit(boolean value) {
      this.isEdit = value;
      return this;
    }

    public Builder isReply(boolean value) {
      this.isReply = value;
      return this;
    }

    public Builder isQuestion(@Nullable Boolean value) {
      this.isQuestion = value;
      return this;
    }

    public Builder isPending(boolean value) {
      this.isPending = value;
      return this;
    }

    public Builder isThreadStarter(boolean value) {
      this.isThreadStarter = value;
      return this;
    }

    public Builder hasPoll(@Nullable Boolean value) {
      this.hasPoll = value;
      return this;
    }

    public Builder attachments(@Nullable Integer value) {
      this.attachments = value;
      return this;
    }

    public Builder embeds(@Nullable Integer value) {
      this.embeds = value;
      return this;
    }

    public Builder stickers(@Nullable Integer value) {
      this.stickers = value;
      return this;
    }

    public Builder mentions(@Nullable Integer value) {
      this.mentions = value;
      return this;
    }

    public Builder roleMentions(@Nullable Integer value) {
      this.roleMentions = value;
      return this;
    }

    public Builder textLength(@Nullable Integer value) {
      this.textLength = value;
      return this;
    }

    public Builder amount(@Nullable BigDecimal value) {
      this.amount = value;
      return this;
    }

    public Builder rewardTrigger(@Nullable String value) {
      this.rewardTrigger = value;
      return this;
    }

    public Builder rewardStatus(@Nullable String value) {
      this.rewardStatus = value;
      return this;
    }

    public Builder attributes(@Nullable Map<String, String> value) {
      this.attributes = value;
      return this;
    }

    /**
     * The event, with the month of its keys filled in.
     *
     * @throws NullPointerException when {@code event_at}, {@code received_at} or {@code source} was
     *     not set
     */
    public RawEvent build() {
      Instant happenedAt = Objects.requireNonNull(eventAt, "event_at");
      var at = happenedAt.atOffset(ZoneOffset.UTC);
      return new RawEvent(
          organizationId,
          guildId,
          eventType,
          subjectId,
          ordinal,
          happenedAt,
          editedAt,
          Objects.requireNonNull(receivedAt, "received_at"),
          Objects.requireNonNull(source, "source"),
          sessionId,
          sessionStartedAt,
          sequence,
          schemaVersion,
          channelId,
          parentChannelId,
          threadId,
          messageId,
          memberKey,
          at.getYear() * 100 + at.getMonthValue(),
          targetKey,
          emoji,
          isBot,
          isWebhook,
          isSystem,
          isEdit,
          isReply,
          isQuestion,
          isPending,
          isThreadStarter,
          hasPoll,
          attachments,
          embeds,
          stickers,
          mentions,
          roleMentions,
          textLength,
          amount,
          rewardTrigger,
          rewardStatus,
          attributes);
    }
  }
}

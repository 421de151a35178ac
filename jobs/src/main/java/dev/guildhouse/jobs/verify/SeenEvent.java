package dev.guildhouse.jobs.verify;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.time.Snowflake;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * What a recount looks at of a raw event. Times are microseconds since the Unix epoch.
 *
 * @param order when its content holds from: its edit, or else when it happened
 */
record SeenEvent(
    long guild,
    EventType type,
    long subject,
    long ordinal,
    long at,
    long order,
    long received,
    long session,
    long sequence,
    long channel,
    long thread,
    long message,
    long member,
    long target,
    String emoji,
    boolean isBot,
    boolean isWebhook,
    boolean isSystem,
    boolean isEdit,
    boolean isReply,
    boolean isQuestion,
    boolean isPending,
    boolean isThreadStarter,
    int attachments,
    int embeds,
    int stickers,
    int mentions,
    BigDecimal amount,
    String status,
    String archived) {
  static final long MICROS_OF_A_SECOND = 1_000_000;
  private static final long MICROS_OF_A_DAY = 86_400 * MICROS_OF_A_SECOND;

  /** The order of docs/EVENTS.md. */
  static final Comparator<SeenEvent> ORDER = Comparator.comparingLong(SeenEvent::order)
      .thenComparingLong(SeenEvent::session)
      .thenComparingLong(SeenEvent::sequence);

  /** The only type of which {@link #of} looks at an attribute. Maps are dear to read. */
  static final EventType WITH_ATTRIBUTE = EventType.THREAD_UPDATE;

  /** The columns of events of other types that {@link #of} reads, in its order. */
  static Column[] columns() {
    return columns(lit(null).cast(DataTypes.StringType));
  }

  /** The columns of events of {@link #WITH_ATTRIBUTE} that {@link #of} reads, in its order. */
  static Column[] columnsWithAttribute() {
    return columns(col("attributes").getItem("archived"));
  }

  private static Column[] columns(Column archived) {
    return new Column[] {
      col("guild_id"),
      col("event_type"),
      col("subject_id"),
      col("ordinal"),
      unix_micros(col("event_at")),
      unix_micros(coalesce(col("edited_at"), col("event_at"))),
      unix_micros(col("received_at")),
      coalesce(unix_micros(col("session_started_at")), lit(0L)),
      col("sequence"),
      col("channel_id"),
      col("thread_id"),
      col("message_id"),
      col("member_key"),
      col("target_key"),
      col("emoji"),
      col("is_bot"),
      col("is_webhook"),
      col("is_system"),
      col("is_edit"),
      col("is_reply"),
      col("is_question"),
      col("is_pending"),
      col("is_thread_starter"),
      col("attachments"),
      col("embeds"),
      col("stickers"),
      col("mentions"),
      col("amount"),
      col("reward_status"),
      archived.as("archived")
    };
  }

  /** Unknown counts and flags are none. */
  static SeenEvent of(InternalRow row) {
    int code = row.getInt(1);
    return new SeenEvent(
        row.getLong(0),
        EventType.ofCode(code)
            .orElseThrow(() -> new IllegalStateException("no event type has the code " + code)),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        text(row, 14),
        row.getBoolean(15),
        row.getBoolean(16),
        row.getBoolean(17),
        row.getBoolean(18),
        row.getBoolean(19),
        !row.isNullAt(20) && row.getBoolean(20),
        row.getBoolean(21),
        row.getBoolean(22),
        count(row, 23),
        count(row, 24),
        count(row, 25),
        count(row, 26),
        amount(row, 27),
        text(row, 28),
        text(row, 29));
  }

  private static String text(InternalRow row, int place) {
    @Nullable UTF8String text = row.getUTF8String(place);
    return text == null ? "" : text.toString();
  }

  private static BigDecimal amount(InternalRow row, int place) {
    return row.isNullAt(place)
        ? BigDecimal.ZERO
        : row.getDecimal(place, Schemas.AMOUNT.precision(), Schemas.AMOUNT.scale())
            .toJavaBigDecimal();
  }

  private static int count(InternalRow row, int place) {
    return row.isNullAt(place) ? 0 : row.getInt(place);
  }

  static LocalDate day(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_OF_A_DAY));
  }

  LocalDate day() {
    return day(at);
  }

  /** The day of what it is about: of a message or thread the one inside the id. */
  LocalDate subjectDay() {
    return type.subject() == EventType.Subject.MOMENT ? day() : Snowflake.date(subject);
  }

  boolean isAboutSameMessage(SeenEvent other) {
    return message == other.message && guild == other.guild;
  }

  long second() {
    return Math.floorDiv(at, MICROS_OF_A_SECOND);
  }

  /** Whether measures count who did it. */
  boolean isOfMember() {
    return !isBot && !isWebhook && !isSystem;
  }
}

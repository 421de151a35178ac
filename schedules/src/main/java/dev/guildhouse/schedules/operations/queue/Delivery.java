package dev.guildhouse.schedules.operations.queue;

import dev.guildhouse.schedules.operations.Row;
import dev.guildhouse.schema.time.DayRange;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the queue.
 *
 * @param id see {@link NewDelivery#id()}
 * @param attempts how often a worker has taken it
 * @param maybeSentSince since when a post of it may stand in the channel; null if none can
 * @param leaseUntil when its worker's hold ends; null unless processing
 * @param errorType what the last failed attempt died of; null if none failed
 * @param messageId the first message of its post; null until delivered
 */
public record Delivery(
    String id,
    NewDelivery request,
    DeliveryState state,
    Instant queuedAt,
    int attempts,
    Instant nextAttemptAt,
    @Nullable Instant maybeSentSince,
    @Nullable Instant leaseUntil,
    @Nullable String errorType,
    @Nullable String errorText,
    @Nullable Instant errorAt,
    @Nullable Long messageId,
    @Nullable Instant deliveredAt) {

  static Delivery read(Row row) throws SQLException {
    return new Delivery(
        row.text("delivery_id"),
        new NewDelivery(
            row.text("delivery_id"),
            row.number("guild_id"),
            row.text("report_name"),
            new DayRange(row.date("from_date"), row.date("until_date")),
            row.count("revision"),
            row.number("channel_id"),
            row.text("manifest_path")),
        DeliveryState.of(row.text("state")),
        row.instant("queued_at"),
        row.count("attempts"),
        row.instant("next_attempt_at"),
        row.instantOrNull("maybe_sent_since"),
        row.instantOrNull("lease_until"),
        row.textOrNull("error_type"),
        row.textOrNull("error_text"),
        row.instantOrNull("error_at"),
        row.numberOrNull("message_id"),
        row.instantOrNull("delivered_at"));
  }
}

package dev.guildhouse.schedules.operations.queue;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that a worker of this process holds. Each step is refused with LOCKED once another
 * worker has it.
 */
public final class ClaimedDelivery {
  private final OperationsDatabase database;
  private final Duration hold;
  private final Delivery delivery;
  private final String token;

  ClaimedDelivery(OperationsDatabase database, Duration hold, Delivery delivery, String token) {
    this.database = database;
    this.hold = hold;
    this.delivery = delivery;
    this.token = token;
  }

  /** The row as it stood when it was claimed, this attempt counted. */
  public Delivery delivery() {
    return delivery;
  }

  /** Notes, before anything is sent, that from now on a post may stand in the channel; holds on. */
  public void sending() {
    change(
        "note the sending of",
        "lease_until = ?, maybe_sent_since = COALESCE(maybe_sent_since, ?)",
        now().plus(hold),
        now());
  }

  /**
   * Ends the delivery well.
   *
   * @param messageId the first message of the post
   */
  public void delivered(long messageId) {
    change(
        "record the posting of",
        "state = 'delivered', message_id = ?, delivered_at = ?, lease_until = NULL",
        messageId,
        now());
  }

  /** Notes a failure; the delivery is due again at the given time. */
  public void failed(DeliveryError error, Instant retryAt) {
    fail(DeliveryState.FAILED, error, retryAt);
  }

  /** Gives the delivery up. */
  public void dead(DeliveryError error) {
    fail(DeliveryState.DEAD, error, now());
  }

  private void fail(DeliveryState state, DeliveryError error, Instant nextAttemptAt) {
    change(
        "record the failure of",
        "state = ?, next_attempt_at = ?, error_type = ?, error_text = ?, error_at = ?,"
            + " maybe_sent_since = CASE WHEN ? THEN NULL ELSE maybe_sent_since END,"
            + " lease_until = NULL",
        state.text(),
        nextAttemptAt,
        error.type(),
        error.text(),
        now(),
        error.trace() == DeliveryError.Trace.NOTHING_POSTED);
  }

  /** Changes the row. The token stays in it, so that a change made twice is made once. */
  private void change(String doing, String assignments, @Nullable Object... values) {
    @Nullable Object[] parameters = Arrays.copyOf(values, values.length + 2);
    parameters[values.length] = delivery.id();
    parameters[values.length + 1] = token;
    int changed = database.transaction(
        doing + " delivery " + delivery.id(),
        transaction -> transaction.update(
            "UPDATE deliveries SET " + assignments + " WHERE delivery_id = ? AND lease_token = ?",
            parameters));
    if (changed == 0) {
      throw WarehouseException.locked(
          doing + " delivery " + delivery.id(),
          "it was silent for too long, and another worker has it now",
          "That worker looks in the channel before it posts; nothing needs to be done.");
    }
  }

  private Instant now() {
    return database.clock().instant();
  }
}

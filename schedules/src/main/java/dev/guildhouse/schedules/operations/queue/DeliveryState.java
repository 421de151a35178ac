package dev.guildhouse.schedules.operations.queue;

import java.util.Locale;

/** How a delivery stands in the queue. */
public enum DeliveryState {
  PENDING,
  /** A worker has it under a lease. */
  PROCESSING,
  DELIVERED,
  /** The last attempt failed; the next one is due at a set time, or at once by a retry. */
  FAILED,
  /** Given up: too many attempts, or an error that no attempt will mend. */
  DEAD;

  /** As stored and shown: {@code pending}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static DeliveryState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

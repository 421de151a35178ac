package dev.guildhouse.schedules.operations.alerts;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The alerts of all time. Whoever changes them holds the lease {@link #LEASE}. */
public final class OperatorAlerts {
  public static final String LEASE = "alerts";

  private final OperationsDatabase database;

  public OperatorAlerts(OperationsDatabase database) {
    this.database = database;
  }

  /** Those that stand, oldest first. */
  public List<OperatorAlert> standing() {
    return database.transaction(
        "read the alerts",
        transaction -> transaction.list(
            "SELECT * FROM operator_alerts WHERE resolved_at IS NULL ORDER BY alert_number",
            OperatorAlert::read));
  }

  /**
   * Raises what is new, and resolves what is no more.
   *
   * @param present messages by topic of all that is wrong now
   */
  public void become(Map<String, String> present) {
    Instant now = database.clock().instant();
    database.transaction("raise and resolve alerts", transaction -> {
      List<OperatorAlert> standing = transaction.list(
          "SELECT * FROM operator_alerts WHERE resolved_at IS NULL", OperatorAlert::read);
      for (OperatorAlert alert : standing) {
        if (!present.containsKey(alert.topic())) {
          transaction.update(
              "UPDATE operator_alerts SET resolved_at = ? WHERE alert_number = ?",
              now,
              alert.number());
        }
      }
      Set<String> known = standing.stream().map(OperatorAlert::topic).collect(Collectors.toSet());
      for (Map.Entry<String, String> alert : present.entrySet()) {
        if (!known.contains(alert.getKey())) {
          transaction.update(
              "INSERT INTO operator_alerts (topic, message, raised_at, is_raise_told,"
                  + " is_end_told) VALUES (?, ?, ?, 'false', 'false')",
              alert.getKey(),
              alert.getValue(),
              now);
        }
      }
      return standing.size();
    });
  }

  /** Those of which the raise, or the end, was not told yet, oldest first. */
  public List<OperatorAlert> untold() {
    return database.transaction(
        "read the alerts that are not told",
        transaction -> transaction.list(
            "SELECT * FROM operator_alerts WHERE is_raise_told = 'false'"
                + " OR (is_end_told = 'false' AND resolved_at IS NOT NULL) ORDER BY alert_number",
            OperatorAlert::read));
  }

  /** Notes that the raise was told, and with it queues how, if it is to be posted. */
  public void raiseTold(OperatorAlert alert, Optional<NewDelivery> delivery) {
    told(alert, "is_raise_told", delivery);
  }

  /** Notes that the end was told, and with it queues how, if it is to be posted. */
  public void endTold(OperatorAlert alert, Optional<NewDelivery> delivery) {
    told(alert, "is_end_told", delivery);
  }

  private void told(OperatorAlert alert, String column, Optional<NewDelivery> delivery) {
    Instant now = database.clock().instant();
    database.transaction("queue the alert " + alert.number(), transaction -> {
      if (delivery.isPresent()) {
        Deliveries.enqueue(transaction, delivery.get(), now, null);
      }
      return transaction.update(
          "UPDATE operator_alerts SET " + column + " = 'true' WHERE alert_number = ?",
          alert.number());
    });
  }

  /** Deletes alerts that were resolved before an instant. */
  public int deleteBefore(Instant instant) {
    return database.transaction(
        "forget old alerts",
        transaction ->
            transaction.update("DELETE FROM operator_alerts WHERE resolved_at < ?", instant));
  }
}

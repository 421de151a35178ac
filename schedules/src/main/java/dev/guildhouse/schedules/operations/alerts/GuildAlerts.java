package dev.guildhouse.schedules.operations.alerts;

import dev.guildhouse.jobs.alerts.Finding;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Transaction;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one guild is told of its own numbers, of all time. Whoever changes it holds {@link #lease}.
 */
public final class GuildAlerts {
  private final OperationsDatabase database;
  private final long guildId;

  public GuildAlerts(OperationsDatabase database, long guildId) {
    this.database = database;
    this.guildId = guildId;
  }

  /** The lease of whoever changes them. */
  public String lease() {
    return "alerts of guild " + guildId;
  }

  /** Those that stand, oldest first. */
  public List<GuildAlert> standing() {
    return database.transaction("read the alerts of guild " + guildId, this::standing);
  }

  /**
   * Raises what is new or graver than it was, and resolves what is no more. A day that lies before
   * one that was looked at changes nothing.
   *
   * @param found all that stands on the day, with one finding of each topic
   * @param isTold whether a finding is one to tell; one that is not keeps an alert standing all the
   *     same
   * @param over why a topic does not stand any more; empty when it does or nobody knows
   */
  public void become(
      LocalDate day,
      List<Finding> found,
      Predicate<Finding> isTold,
      Function<String, Optional<List<String>>> over) {
    Instant now = database.clock().instant();
    database.transaction("raise and resolve alerts of guild " + guildId, transaction -> {
      if (hasLookedBeyond(transaction, day)) {
        return 0;
      }
      Map<String, GuildAlert> standing = standing(transaction).stream()
          .collect(Collectors.toMap(GuildAlert::topic, alert -> alert));
      for (Finding finding : found) {
        GuildAlert known = standing.remove(finding.topic());
        boolean isNews = known == null || finding.kind().compareTo(known.kind()) < 0;
        if (isNews && isTold.test(finding)) {
          if (known != null) {
            replace(transaction, known, day, now);
          }
          insert(transaction, finding, day, now);
        }
      }
      for (GuildAlert alert : standing.values()) {
        Optional<List<String>> why = over.apply(alert.topic());
        if (why.isPresent()) {
          transaction.update(
              "UPDATE guild_alerts SET resolved_at = ?, resolved_date = ?, end_message = ?"
                  + " WHERE alert_number = ?",
              now,
              day,
              String.join("\n", why.get()),
              alert.number());
        }
      }
      return found.size();
    });
  }

  /** Those of which the raise, or the end, was not told yet, oldest first. */
  public List<GuildAlert> untold() {
    return database.transaction(
        "read the alerts of guild " + guildId + " that are not told",
        transaction -> transaction.list(
            "SELECT * FROM guild_alerts WHERE guild_id = ? AND (is_raise_told = 'false'"
                + " OR (is_end_told = 'false' AND resolved_at IS NOT NULL)) ORDER BY alert_number",
            GuildAlert::read,
            guildId));
  }

  /** Queues the post of a raise, and notes with it that it is told. */
  public void raiseTold(GuildAlert alert, NewDelivery delivery, Instant dueAt) {
    told(alert, "is_raise_told", delivery, dueAt);
  }

  /** Queues the post of an end, and notes with it that it is told. */
  public void endTold(GuildAlert alert, NewDelivery delivery, Instant dueAt) {
    told(alert, "is_end_told", delivery, dueAt);
  }

  /** Deletes alerts of all guilds that were resolved before an instant. */
  public static int deleteBefore(OperationsDatabase database, Instant instant) {
    return database.transaction(
        "forget old alerts of guilds",
        transaction ->
            transaction.update("DELETE FROM guild_alerts WHERE resolved_at < ?", instant));
  }

  private List<GuildAlert> standing(Transaction transaction) throws SQLException {
    return transaction.list(
        "SELECT * FROM guild_alerts WHERE guild_id = ? AND resolved_at IS NULL"
            + " ORDER BY alert_number",
        GuildAlert::read,
        guildId);
  }

  private boolean hasLookedBeyond(Transaction transaction, LocalDate day) throws SQLException {
    return transaction
        .first(
            "SELECT alert_number FROM guild_alerts WHERE guild_id = ?"
                + " AND (raised_date > ? OR resolved_date > ?)",
            row -> row.number("alert_number"),
            guildId,
            day,
            day)
        .isPresent();
  }

  /** Ends one that a graver one takes the place of, of whose end nothing is told. */
  private static void replace(Transaction transaction, GuildAlert known, LocalDate day, Instant now)
      throws SQLException {
    transaction.update(
        "UPDATE guild_alerts SET resolved_at = ?, resolved_date = ?, is_raise_told = 'true',"
            + " is_end_told = 'true' WHERE alert_number = ?",
        now,
        day,
        known.number());
  }

  private void insert(Transaction transaction, Finding finding, LocalDate day, Instant now)
      throws SQLException {
    transaction.update(
        "INSERT INTO guild_alerts (guild_id, topic, kind, title, message, raised_date, raised_at,"
            + " end_message, is_raise_told, is_end_told)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, '', 'false', 'false')",
        guildId,
        finding.topic(),
        finding.kind().text(),
        finding.title(),
        String.join("\n", finding.lines()),
        day,
        now);
  }

  private void told(GuildAlert alert, String column, NewDelivery delivery, Instant dueAt) {
    Instant now = database.clock().instant();
    database.transaction("queue the alert " + alert.number() + " of a guild", transaction -> {
      Deliveries.enqueue(transaction, delivery, now, dueAt, null);
      return transaction.update(
          "UPDATE guild_alerts SET " + column + " = 'true' WHERE alert_number = ?", alert.number());
    });
  }
}

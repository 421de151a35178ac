package dev.guildhouse.schedules.operations.subscriptions;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Row;
import java.sql.SQLException;
import java.util.List;

/** The subscriptions of all guilds. */
public final class ReportSubscriptions {
  private static final String ONE = " WHERE guild_id = ? AND report_name = ? AND channel_id = ?";
  private static final String ORDER = " ORDER BY guild_id, report_name, channel_id";

  private final OperationsDatabase database;

  public ReportSubscriptions(OperationsDatabase database) {
    this.database = database;
  }

  /** Subscribes a channel; false if it gets the report already. */
  public boolean add(long guild, String report, long channel) {
    return database.transaction("schedule the report " + report, transaction -> {
      boolean isThere = transaction
          .first(
              "SELECT * FROM report_subscriptions" + ONE,
              ReportSubscriptions::read,
              guild,
              report,
              channel)
          .isPresent();
      if (!isThere) {
        transaction.update(
            "INSERT INTO report_subscriptions (guild_id, report_name, channel_id, subscribed_at)"
                + " VALUES (?, ?, ?, ?)",
            guild,
            report,
            channel,
            database.clock().instant());
      }
      return !isThere;
    });
  }

  /** Ends a subscription; false if there was none. */
  public boolean remove(long guild, String report, long channel) {
    return database.transaction(
        "cancel the report " + report,
        transaction ->
            transaction.update("DELETE FROM report_subscriptions" + ONE, guild, report, channel)
                > 0);
  }

  public List<ReportSubscription> ofGuild(long guild) {
    return database.transaction(
        "read the subscriptions of guild " + guild,
        transaction -> transaction.list(
            "SELECT * FROM report_subscriptions WHERE guild_id = ?" + ORDER,
            ReportSubscriptions::read,
            guild));
  }

  /** Of every guild, those of one report. */
  public List<ReportSubscription> ofReport(String report) {
    return database.transaction(
        "read the subscriptions to " + report,
        transaction -> transaction.list(
            "SELECT * FROM report_subscriptions WHERE report_name = ?" + ORDER,
            ReportSubscriptions::read,
            report));
  }

  private static ReportSubscription read(Row row) throws SQLException {
    return new ReportSubscription(
        row.number("guild_id"),
        row.text("report_name"),
        row.number("channel_id"),
        row.instant("subscribed_at"));
  }
}

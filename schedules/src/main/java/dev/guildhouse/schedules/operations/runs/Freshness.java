package dev.guildhouse.schedules.operations.runs;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** How far each table is filled, so that asking for it needs no Spark. Runs store it as they end. */
public final class Freshness {
  /**
   * One table's state.
   *
   * @param filledUntil the day after the last one that is filled
   */
  public record Entry(String table, LocalDate filledUntil, Instant updatedAt, long release) {}

  private final OperationsDatabase database;

  public Freshness(OperationsDatabase database) {
    this.database = database;
  }

  /** Every table that was ever filled, by name. */
  public List<Entry> list() {
    return database.transaction(
        "read the freshness",
        transaction -> transaction.list(
            "SELECT * FROM freshness ORDER BY table_name",
            row -> new Entry(
                row.text("table_name"),
                row.date("filled_until_date"),
                row.instant("updated_at"),
                row.number("release_number"))));
  }

  static void store(Transaction transaction, List<TableFreshness> tables, Instant now)
      throws SQLException {
    for (TableFreshness table : tables) {
      int updated = transaction.update(
          "UPDATE freshness SET filled_until_date = ?, updated_at = ?, release_number = ?"
              + " WHERE table_name = ?",
          table.filledUntil(),
          now,
          table.release(),
          table.table());
      if (updated == 0) {
        transaction.update(
            "INSERT INTO freshness (filled_until_date, updated_at, release_number, table_name)"
                + " VALUES (?, ?, ?, ?)",
            table.filledUntil(),
            now,
            table.release(),
            table.table());
      }
    }
  }
}

package dev.guildhouse.schedules.operations;

import dev.guildhouse.schema.WarehouseException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The schema of the operations database, brought up to date when it is opened. */
final class Migrations {
  /** The number of the newest file in {@link #LOCATION}. */
  static final String NEWEST = "7";

  static final String LOCATION = "dev/guildhouse/schedules/operations/migrations";

  private static final String HISTORY = "schema_migrations";
  private static final int MOST_ATTEMPTS = 5;

  private Migrations() {}

  /** True if nothing is to be done: asked first, because Flyway takes most of a second to find out. */
  static boolean areDone(Transaction transaction) throws SQLException {
    boolean hasHistory = transaction
        .first(
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = CURRENT_SCHEMA AND table_name = ?",
            row -> row.text("table_name"),
            HISTORY)
        .isPresent();
    return hasHistory
        && transaction
            .first(
                "SELECT \"version\" FROM \"" + HISTORY
                    + "\" WHERE \"success\" AND \"version\" IS NOT NULL"
                    + " ORDER BY \"installed_rank\" DESC",
                row -> row.text("version"))
            .filter(NEWEST::equals)
            .isPresent();
  }

  /**
   * Makes the tables what this program needs.
   *
   * @throws WarehouseException saying which statement failed
   */
  static void run(String url, String user, String password) {
    Flyway flyway = Flyway.configure()
        .dataSource(url, user, password)
        .locations("classpath:" + LOCATION)
        .table(HISTORY)
        // A newer program may have been here: its tables only ever gain columns.
        .ignoreMigrationPatterns("*:future")
        .load();
    for (int attempt = 1; ; attempt++) {
      try {
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        // The process that serves the file may have ended meanwhile.
        if (attempt == MOST_ATTEMPTS || !SqlFailures.comesFromWhatMayPass(e)) {
          throw WarehouseException.failed(
              "bring the operations database up to date",
              String.valueOf(e.getMessage()),
              "Check that nothing else changed its tables; a backup of the file can be put back.",
              e);
        }
      }
    }
  }
}

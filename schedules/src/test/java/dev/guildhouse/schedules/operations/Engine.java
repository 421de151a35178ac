package dev.guildhouse.schedules.operations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The two databases that everything has to work on, each with one empty schema to test in. */
public enum Engine {
  /** In memory, which is the same engine without its file. */
  H2 {
    @Override
    String startAndNameUrl() {
      return "jdbc:h2:mem:operations;DB_CLOSE_DELAY=-1";
    }

    @Override
    String cut() {
      return "SELECT ABORT_SESSION(session_id) FROM information_schema.sessions"
          + " WHERE session_id <> SESSION_ID()";
    }
  },
  POSTGRES {
    @Override
    String startAndNameUrl() throws IOException {
      @SuppressWarnings("resource") // Ends with the JVM.
      EmbeddedPostgres server = EmbeddedPostgres.start();
      return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    String cut() {
      return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";
    }
  };

  private static final List<String> TABLES = List.of(
      "run_days",
      "runs",
      "leases",
      "freshness",
      "deliveries",
      "kpi_targets",
      "report_subscriptions",
      "erasure_requests",
      "schedule_slots",
      "operator_alerts",
      "guild_alerts",
      "drafts",
      "schedule_pauses",
      "qrtz_fired_triggers",
      "qrtz_simple_triggers",
      "qrtz_triggers",
      "qrtz_job_details",
      "qrtz_scheduler_state");

  private static final String USER = "postgres";

  private static final Map<Engine, String> URLS = new EnumMap<>(Engine.class);

  abstract String startAndNameUrl() throws IOException;

  /** A statement that ends all sessions but its own. */
  abstract String cut();

  /** Ends every connection that anybody else has to it, as a network does. */
  public void cutConnections() {
    try (Connection connection = DriverManager.getConnection(url(), USER, USER);
        Statement statement = connection.createStatement()) {
      statement.execute(cut());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens the database with every table empty and every counter as it was. */
  public OperationsDatabase open(InstantSource clock) {
    OperationsDatabase database = OperationsDatabase.open(url(), USER, USER, clock);
    database.transaction("empty the tables", transaction -> {
      for (String table : TABLES) {
        transaction.update("DELETE FROM " + table);
      }
      return 0;
    });
    return database;
  }

  /** Its address; user and password are {@code postgres}. */
  public String url() {
    synchronized (URLS) {
      return URLS.computeIfAbsent(this, engine -> {
        try {
          return engine.startAndNameUrl();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }
}

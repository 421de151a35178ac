package dev.guildhouse.schedules.operations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  },
  POSTGRES {
    @Override
    String startAndNameUrl() throws IOException {
      @SuppressWarnings("resource") // Ends with the JVM.
      EmbeddedPostgres server = EmbeddedPostgres.start();
      return server.getJdbcUrl("postgres", "postgres");
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
      "schedule_pauses",
      "qrtz_fired_triggers",
      "qrtz_simple_triggers",
      "qrtz_triggers",
      "qrtz_job_details",
      "qrtz_scheduler_state");

  private static final Map<Engine, String> URLS = new EnumMap<>(Engine.class);

  abstract String startAndNameUrl() throws IOException;

  /** Opens the database with every table empty and every counter as it was. */
  public OperationsDatabase open(InstantSource clock) {
    OperationsDatabase database = OperationsDatabase.open(url(), "postgres", "postgres", clock);
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

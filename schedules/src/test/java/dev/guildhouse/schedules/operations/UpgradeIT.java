package dev.guildhouse.schedules.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.Delivery;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database of an older program keeps what is in it. */
class UpgradeIT {
  private static final String USER = "postgres";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theQueueIsThereAfterwards(Engine engine) throws SQLException {
    String url = empty(engine);
    Flyway.configure()
        .dataSource(url, USER, USER)
        .locations("classpath:" + Migrations.LOCATION)
        .table("schema_migrations")
        .target("4")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, USER, USER);
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO deliveries (delivery_id, guild_id, report_name, from_date,"
          + " until_date, revision, channel_id, manifest_path, state, queued_at, attempts,"
          + " next_attempt_at, error_type, message_id) VALUES ('0123456789abcdef', 8, 'weekly',"
          + " DATE '2026-02-23', DATE '2026-03-02', 3, 99, 'a/b', 'dead', TIMESTAMP WITH TIME ZONE"
          + " '2026-03-02 06:00:00+00', 5, TIMESTAMP WITH TIME ZONE '2026-03-02 07:00:00+00',"
          + " 'Gone', 4711)");
    }
    try (OperationsDatabase database =
        OperationsDatabase.open(url, USER, USER, InstantSource.system())) {
      Delivery kept = new Deliveries(database, Duration.ofMinutes(10))
          .find("0123456789abcdef")
          .orElseThrow();
      assertThat(kept.request().revision()).isEqualTo(3);
      assertThat(kept.request().id()).isEqualTo("0123456789abcdef");
      assertThat(kept.state()).isEqualTo(DeliveryState.DEAD);
      assertThat(kept.attempts()).isEqualTo(5);
      assertThat(kept.errorType()).isEqualTo("Gone");
      assertThat(kept.messageId()).isEqualTo(4711);
    }
  }

  private static String empty(Engine engine) throws SQLException {
    if (engine == Engine.H2) {
      return "jdbc:h2:mem:upgrade;DB_CLOSE_DELAY=-1";
    }
    try (Connection connection = DriverManager.getConnection(engine.url(), USER, USER);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE upgrade");
    }
    return engine.url().replace("/postgres", "/upgrade");
  }
}

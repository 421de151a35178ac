package dev.guildhouse.schedules.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the operations database may hold, and that opening it is cheap once it is there. */
class OperationsSchemaIT {
  /** Every whole number there is. None of them can be a member key or a user id. */
  private static final List<String> NUMBERS = List.of(
      "deliveries.attempts",
      "deliveries.channel_id",
      "deliveries.guild_id",
      "deliveries.message_id",
      "deliveries.revision",
      "deliveries.worker_pid",
      "drafts.channel_id",
      "drafts.guild_id",
      "erasure_requests.guild_id",
      "freshness.release_number",
      "guild_alerts.alert_number",
      "guild_alerts.guild_id",
      "kpi_targets.guild_id",
      "leases.fencing_number",
      "leases.holder_pid",
      "operator_alerts.alert_number",
      "report_subscriptions.channel_id",
      "report_subscriptions.guild_id",
      "run_days.guild_id",
      "run_days.row_count",
      "run_days.run_number",
      "runs.process_pid",
      "runs.release_number",
      "runs.row_count",
      "runs.run_number",
      "schedule_slots.attempts",
      "schedule_slots.fence");

  /**
   * Every text there is, each written by the program: names of its own things, settings that were
   * given to a run, machines, paths below the home, and errors, which never quote an event.
   */
  private static final List<String> TEXTS = List.of(
      "deliveries.delivery_id",
      "deliveries.error_text",
      "deliveries.error_type",
      "deliveries.lease_token",
      "deliveries.manifest_path",
      "deliveries.report_name",
      "deliveries.state",
      "deliveries.worker_host",
      "deliveries.worker_machine",
      "deliveries.worker_process_start",
      "drafts.draft_id",
      "drafts.kind",
      "drafts.manifest_path",
      "drafts.memo",
      "drafts.post_id",
      "drafts.state",
      "erasure_requests.request_id",
      "freshness.table_name",
      "guild_alerts.end_message",
      "guild_alerts.is_end_told",
      "guild_alerts.is_raise_told",
      "guild_alerts.kind",
      "guild_alerts.message",
      "guild_alerts.title",
      "guild_alerts.topic",
      "kpi_targets.is_higher_better",
      "kpi_targets.period",
      "kpi_targets.rule",
      "kpi_targets.target_id",
      "kpi_targets.target_value",
      "leases.doing",
      "leases.holder_host",
      "leases.holder_machine",
      "leases.holder_process_start",
      "leases.holder_token",
      "leases.lease_name",
      "operator_alerts.is_end_told",
      "operator_alerts.is_raise_told",
      "operator_alerts.message",
      "operator_alerts.topic",
      "report_subscriptions.report_name",
      "run_days.message",
      "run_days.outcome",
      "runs.guilds",
      "runs.inputs",
      "runs.job",
      "runs.message",
      "runs.options",
      "runs.process_host",
      "runs.process_machine",
      "runs.process_start",
      "runs.request_token",
      "runs.started_by",
      "runs.state",
      "schedule_pauses.schedule_name",
      "schedule_slots.message",
      "schedule_slots.schedule_name",
      "schedule_slots.started_by",
      "schedule_slots.state");

  private static final List<String> TIMES = List.of(
      "deliveries.delivered_at",
      "deliveries.error_at",
      "deliveries.from_date",
      "deliveries.lease_until",
      "deliveries.maybe_sent_since",
      "deliveries.next_attempt_at",
      "deliveries.queued_at",
      "deliveries.until_date",
      "drafts.decided_at",
      "drafts.drafted_at",
      "drafts.expires_at",
      "drafts.from_date",
      "drafts.post_at",
      "drafts.until_date",
      "erasure_requests.asked_at",
      "erasure_requests.done_at",
      "freshness.filled_until_date",
      "freshness.updated_at",
      "guild_alerts.raised_at",
      "guild_alerts.raised_date",
      "guild_alerts.resolved_at",
      "guild_alerts.resolved_date",
      "kpi_targets.from_date",
      "kpi_targets.until_date",
      "leases.acquired_at",
      "leases.expires_at",
      "operator_alerts.raised_at",
      "operator_alerts.resolved_at",
      "report_subscriptions.subscribed_at",
      "run_days.day_date",
      "runs.alive_until",
      "runs.finished_at",
      "runs.from_date",
      "runs.started_at",
      "runs.until_date",
      "schedule_pauses.paused_at",
      "schedule_slots.finished_at",
      "schedule_slots.next_attempt_at",
      "schedule_slots.slot_at",
      "schedule_slots.started_at");

  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void holdsNoMember(Engine engine) {
    try (OperationsDatabase database = engine.open(InstantSource.system())) {
      assertThat(columns(database, "data_type IN ('bigint', 'integer', 'BIGINT', 'INTEGER')"))
          .containsExactlyElementsOf(NUMBERS);
      assertThat(columns(database, "lower(data_type) LIKE 'character varying%'"))
          .containsExactlyElementsOf(TEXTS);
      assertThat(
              columns(database, "lower(data_type) LIKE 'timestamp%' OR lower(data_type) = 'date'"))
          .containsExactlyElementsOf(TIMES);
      // A column of any other type, in which bytes could hide, would be one too many.
      assertThat(columns(database, "1 = 1"))
          .hasSize(NUMBERS.size() + TEXTS.size() + TIMES.size())
          .noneMatch(column -> column.matches(".*(member|user|author|_key|secret).*"));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void databaseThatIsUpToDateIsSeenToBe(Engine engine) {
    try (OperationsDatabase database = engine.open(InstantSource.system())) {
      assertThat(database.<Boolean>transaction("look", Migrations::areDone)).isTrue();
      database.transaction(
          "pretend to be older",
          transaction -> transaction.update(
              "UPDATE \"schema_migrations\" SET \"version\" = '0' || \"version\""));
      assertThat(database.<Boolean>transaction("look", Migrations::areDone)).isFalse();
      database.transaction(
          "put it right",
          transaction -> transaction.update(
              "UPDATE \"schema_migrations\" SET \"version\" = substring(\"version\", 2)"));
    }
  }

  @Test
  void answeredCommitIsThereAfterTheFileWasClosedAndOpened() {
    Home home = new Home(folder);
    for (int times = 0; times < 2; times++) {
      try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
        database.transaction(
            "count",
            transaction -> transaction.update(
                "INSERT INTO freshness VALUES (?, DATE '2026-03-01', ?, 1)",
                "table " + transaction.list("SELECT * FROM freshness", row -> 1).size(),
                TestClock.START));
      }
    }
    try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
      assertThat(database.<List<String>>transaction(
              "look",
              transaction -> transaction.list(
                  "SELECT table_name FROM freshness ORDER BY 1", row -> row.text("table_name"))))
          .containsExactly("table 0", "table 1");
    }
  }

  @Test
  void aDamagedFileIsToldWithWhatBecomesOfItsContent() throws IOException {
    Home home = new Home(folder);
    OperationsDatabase.open(home, InstantSource.system()).close();
    Files.write(home.operations().resolve("guildhouse.mv.db"), new byte[3000]);

    assertThatThrownBy(() -> OperationsDatabase.open(home, InstantSource.system()))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("guildhouse.mv.db")
        .hasMessageContaining("put its backup back or move it away");
  }

  private static List<String> columns(OperationsDatabase database, String condition) {
    return database
        .<List<String>>transaction(
            "read the columns",
            transaction -> transaction.list(
                "SELECT table_name || '.' || column_name AS column_path"
                    + " FROM information_schema.columns WHERE table_schema = CURRENT_SCHEMA"
                    + " AND table_name <> 'schema_migrations'"
                    // Quartz's own tables hold names of schedules and times.
                    + " AND lower(table_name) NOT LIKE 'qrtz_%' AND (" + condition + ")",
                row -> row.text("column_path").toLowerCase(Locale.ROOT)))
        .stream()
        .sorted()
        .toList();
  }
}

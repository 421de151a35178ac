package dev.guildhouse.jobs.lake.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowChecksTest {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);

  @Test
  void passesRowsThatKeepTheContract() {
    assertThatCode(() -> RowChecks.require(
            GUILD_DAILY,
            List.of(
                ContractRows.row(GUILD_DAILY, "guild_id", 1L),
                ContractRows.row(GUILD_DAILY, "guild_id", 2L))))
        .doesNotThrowAnyException();
    assertThatCode(() -> RowChecks.require(
            GUILD_DAILY, List.of(ContractRows.row(GUILD_DAILY, "members_total", null))))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAKeyThatIsRepeated() {
    assertThatThrownBy(() -> RowChecks.require(
            Facts.MESSAGES,
            List.of(
                ContractRows.row(Facts.MESSAGES, "channel_id", 1L),
                ContractRows.row(Facts.MESSAGES, "channel_id", 2L))))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot write messages: 1 rows repeat the key guild_id, message_id")
        .hasMessageContaining("Nothing that reads it is run");
  }

  @Test
  void refusesWhatMustNotBeUnknown() {
    assertThatThrownBy(() -> RowChecks.require(
            GUILD_DAILY, List.of(ContractRows.row(GUILD_DAILY, "messages", null))))
        .hasMessageContaining("messages is unknown in a row, and must not be");
  }

  @Test
  void refusesASumBelowZero() {
    assertThatThrownBy(() ->
            RowChecks.require(GUILD_DAILY, List.of(ContractRows.row(GUILD_DAILY, "replies", -1L))))
        .hasMessageContaining("replies is -1, and must not be below 0");
    // A down-vote is no sum.
    assertThatCode(() -> RowChecks.require(
            Facts.REACTIONS, List.of(ContractRows.row(Facts.REACTIONS, "vote", -1))))
        .doesNotThrowAnyException();
  }

  @Test
  void lateClocksAreToldAndStopNothing() {
    assertThatCode(() -> RowChecks.require(
            GUILD_DAILY, List.of(ContractRows.row(GUILD_DAILY, "updated_at", 7L))))
        .doesNotThrowAnyException();
  }
}

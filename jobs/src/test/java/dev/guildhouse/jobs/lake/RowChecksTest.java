package dev.guildhouse.jobs.lake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowChecksTest {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);

  /** A row of 5 or whatever a column takes; one column holds something else. */
  private static InternalRow row(TableDef table, String other, @Nullable Object value) {
    List<Object> values = new ArrayList<>();
    for (Column column : table.columns()) {
      values.add(column.name().equals(other) ? value : usual(column.type()));
    }
    return new GenericInternalRow(values.toArray());
  }

  private static @Nullable Object usual(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> true;
      case INT, DATE -> 5;
      case LONG -> 5L;
      case TIMESTAMP -> 6L * 86_400_000_000L;
      case DOUBLE -> 0.5;
      case DECIMAL -> Decimal.apply(5);
      case STRING -> UTF8String.fromString("five");
      case MAP -> null;
    };
  }

  @Test
  void passesRowsThatKeepTheContract() {
    assertThatCode(() -> RowChecks.require(
            GUILD_DAILY,
            List.of(row(GUILD_DAILY, "guild_id", 1L), row(GUILD_DAILY, "guild_id", 2L))))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> RowChecks.require(GUILD_DAILY, List.of(row(GUILD_DAILY, "members_total", null))))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAKeyThatIsRepeated() {
    assertThatThrownBy(() -> RowChecks.require(
            Facts.MESSAGES,
            List.of(row(Facts.MESSAGES, "channel_id", 1L), row(Facts.MESSAGES, "channel_id", 2L))))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot write messages: 1 rows repeat the key guild_id, message_id")
        .hasMessageContaining("Nothing that reads it is run");
  }

  @Test
  void refusesWhatMustNotBeUnknown() {
    assertThatThrownBy(
            () -> RowChecks.require(GUILD_DAILY, List.of(row(GUILD_DAILY, "messages", null))))
        .hasMessageContaining("messages is unknown in a row, and must not be");
  }

  @Test
  void refusesASumBelowZero() {
    assertThatThrownBy(
            () -> RowChecks.require(GUILD_DAILY, List.of(row(GUILD_DAILY, "replies", -1L))))
        .hasMessageContaining("replies is -1, and must not be below 0");
    // A down-vote is no sum.
    assertThatCode(
            () -> RowChecks.require(Facts.REACTIONS, List.of(row(Facts.REACTIONS, "vote", -1))))
        .doesNotThrowAnyException();
  }

  @Test
  void lateClocksAreToldAndStopNothing() {
    assertThatCode(
            () -> RowChecks.require(GUILD_DAILY, List.of(row(GUILD_DAILY, "updated_at", 7L))))
        .doesNotThrowAnyException();
  }
}

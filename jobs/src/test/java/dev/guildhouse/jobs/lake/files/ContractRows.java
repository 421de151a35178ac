package dev.guildhouse.jobs.lake.files;

import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.TableDef;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Rows that keep the contract of their table but for what a test says. */
final class ContractRows {
  private ContractRows() {}

  /** A row of 5 or whatever a column takes; one column holds something else. */
  static InternalRow row(TableDef table, String other, @Nullable Object value) {
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
}

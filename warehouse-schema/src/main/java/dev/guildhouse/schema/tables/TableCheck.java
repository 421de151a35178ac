package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.tables.TableDef.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the contract of a table says of its rows, as something that can be checked when they are
 * written.
 *
 * @param kind what is checked
 * @param columns on which columns
 */
public record TableCheck(Kind kind, List<String> columns) {

  /** What happens to a run whose rows fail. */
  public enum Severity {
    /** Nothing is published, and nothing that reads the table is run. */
    FAIL,
    /** It is told, and the run goes on. */
    WARN
  }

  /** What can be checked. */
  public enum Kind {
    /** No two rows share the key. */
    UNIQUE(Severity.FAIL),
    /** No column is unknown that always is known. */
    KNOWN(Severity.FAIL),
    /** No sum is below 0. */
    NOT_NEGATIVE(Severity.FAIL),
    /** No row was received before the day on which it counts: then some clock is wrong. */
    IN_TIME(Severity.WARN);

    private final Severity severity;

    Kind(Severity severity) {
      this.severity = severity;
    }

    public Severity severity() {
      return severity;
    }
  }

  public TableCheck {
    columns = List.copyOf(columns);
  }

  /** The checks that follow from a contract. */
  public static List<TableCheck> of(TableDef table) {
    List<TableCheck> checks = new ArrayList<>();
    checks.add(new TableCheck(Kind.UNIQUE, table.key()));
    checks.add(new TableCheck(
        Kind.KNOWN,
        table.columns().stream()
            .filter(column -> !column.isNullable())
            .map(Column::name)
            .toList()));
    if (table.layer() == Layer.ACTIVITY || table.layer() == Layer.ROLLUPS) {
      checks.add(new TableCheck(
          Kind.NOT_NEGATIVE,
          table.columns().stream()
              .filter(column -> column.type() == ColumnType.LONG && column.unit() != Unit.NONE)
              .map(Column::name)
              .toList()));
    }
    if (!table.countedBy().isEmpty() && table.columnNames().contains("updated_at")) {
      checks.add(new TableCheck(Kind.IN_TIME, List.of(table.countedBy(), "updated_at")));
    }
    return checks;
  }
}

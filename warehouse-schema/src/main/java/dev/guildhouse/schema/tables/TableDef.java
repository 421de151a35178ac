package dev.guildhouse.schema.tables;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The contract of one table.
 *
 * @param name plural snake_case
 * @param layer the stage of the flow that writes it
 * @param storage where its rows lie
 * @param grain "one row per …"
 * @param columns in the order in which they are stored
 * @param key the columns that no two rows share
 * @param dayColumn the DATE column that a run replaces by; also what a member-free table is
 *     partitioned by, and what decides the month of a table that bears keys
 * @param partitionColumn the DATE column whose values have folders of their own, or empty
 * @param sortColumns how rows are sorted inside a file
 */
public record TableDef(
    String name,
    Layer layer,
    Storage storage,
    String grain,
    List<Column> columns,
    List<String> key,
    String dayColumn,
    String partitionColumn,
    List<String> sortColumns) {

  /** The stages of the flow, in order. */
  public enum Layer {
    RAW,
    FACTS,
    ACTIVITY,
    ROLLUPS,
    MARTS
  }

  /** Where rows lie, which decides how they can be destroyed. */
  public enum Storage {
    /** Bears member keys or message ids: one Delta table per month and privacy mode. */
    BY_MONTH,
    /** Bears keys and is replaced whole each night: one Delta table per privacy mode. */
    WHOLE,
    /** Bears no key: one Delta table. */
    MEMBER_FREE
  }

  public TableDef {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    sortColumns = List.copyOf(sortColumns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(name + " has two columns named " + column.name());
      }
    }
    Stream.concat(
            Stream.concat(key.stream(), sortColumns.stream()),
            Stream.of(dayColumn, partitionColumn))
        .filter(column -> !column.isEmpty())
        .filter(column -> !names.contains(column))
        .findFirst()
        .ifPresent(column -> {
          throw new IllegalArgumentException(name + " has no column named " + column);
        });
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  public boolean hasColumn(String column) {
    return columns.stream().anyMatch(c -> c.name().equals(column));
  }

  /** Whether its rows name members or messages. */
  public boolean bearsKeys() {
    return storage != Storage.MEMBER_FREE;
  }
}

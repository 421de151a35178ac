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
 * @param foldedBy the DATE column that a run replaces whole (guild, day)s by
 * @param countedBy the DATE column on which a row counts; decides the month of a table that bears
 *     keys
 * @param sortedBy by which columns Spark sorts the rows of a file that it writes, so that readers
 *     pass over pages; empty for no order
 */
public record TableDef(
    String name,
    Layer layer,
    Storage storage,
    String grain,
    List<Column> columns,
    List<String> key,
    String foldedBy,
    String countedBy,
    List<String> sortedBy) {

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
    sortedBy = List.copyOf(sortedBy);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(name + " has two columns named " + column.name());
      }
    }
    Stream.of(key.stream(), sortedBy.stream(), Stream.of(foldedBy, countedBy))
        .flatMap(columnNames -> columnNames)
        .filter(column -> !column.isEmpty() && !names.contains(column))
        .findFirst()
        .ifPresent(column -> {
          throw new IllegalArgumentException(name + " has no column named " + column);
        });
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** Whether its rows name members or messages. */
  public boolean bearsKeys() {
    return storage != Storage.MEMBER_FREE;
  }

  /** Starts the contract of a table of a layer. */
  public static Builder named(String name, Layer layer) {
    return new Builder(name, layer);
  }

  /** Collects a contract in the order in which one reads it. */
  public static final class Builder {
    private final String name;
    private final Layer layer;
    private Storage storage = Storage.MEMBER_FREE;
    private String grain = "";
    private List<Column> columns = List.of();
    private List<String> key = List.of();
    private String foldedBy = "";
    private String countedBy = "";
    private List<String> sortedBy = List.of();

    private Builder(String name, Layer layer) {
      this.name = name;
      this.layer = layer;
    }

    /** What one row stands for: {@code message}, {@code guild and day}. */
    public Builder oneRowPer(String what) {
      this.grain = "one row per " + what;
      return this;
    }

    public Builder stored(Storage where) {
      this.storage = where;
      return this;
    }

    public Builder columns(List<Column> all) {
      this.columns = all;
      return this;
    }

    public Builder columns(Column... all) {
      return columns(List.of(all));
    }

    public Builder key(String... columnNames) {
      this.key = List.of(columnNames);
      return this;
    }

    /** A row counts on the day of this column, and runs replace whole days of it. */
    public Builder by(String dayColumn) {
      return by(dayColumn, dayColumn);
    }

    /** Runs replace whole days of one column; a row counts on the day of another. */
    public Builder by(String foldedByColumn, String countedByColumn) {
      this.foldedBy = foldedByColumn;
      this.countedBy = countedByColumn;
      return this;
    }

    public Builder sortedBy(String... columnNames) {
      this.sortedBy = List.of(columnNames);
      return this;
    }

    public TableDef build() {
      return new TableDef(name, layer, storage, grain, columns, key, foldedBy, countedBy, sortedBy);
    }
  }
}

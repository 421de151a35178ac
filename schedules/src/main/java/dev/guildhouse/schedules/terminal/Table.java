package dev.guildhouse.schedules.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows to show. Columns are named in snake_case, as tables of the warehouse name theirs. Discord ids
 * are given as text, because scripts lose digits of large numbers.
 */
public final class Table {
  private final List<String> columns;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  private Table(List<String> columns) {
    this.columns = columns;
  }

  public static Table of(String... columns) {
    return new Table(List.of(columns));
  }

  /** Adds a row: text, numbers, booleans, days, instants, or null for what is not known. */
  public Table row(@Nullable Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for the columns " + columns);
    }
    rows.add(Collections.unmodifiableList(Arrays.asList(cells.clone())));
    return this;
  }

  List<String> columns() {
    return columns;
  }

  List<List<@Nullable Object>> rows() {
    return Collections.unmodifiableList(rows);
  }
}

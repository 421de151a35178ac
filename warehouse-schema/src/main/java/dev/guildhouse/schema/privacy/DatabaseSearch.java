package dev.guildhouse.schema.privacy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Searches every value of every table that a database shows us. */
final class DatabaseSearch {
  private static final int ROWS_AT_ONCE = 1_000;

  private final Needles needles;
  private final PlacedSearch search;

  private record Table(String schema, String name) {}

  DatabaseSearch(PlacedSearch search) {
    this.needles = search.needles();
    this.search = search;
  }

  void read(Connection connection) throws SQLException {
    String quote = connection.getMetaData().getIdentifierQuoteString();
    for (Table table : tables(connection.getMetaData())) {
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(ROWS_AT_ONCE);
        String from = quote + table.schema + quote + "." + quote + table.name + quote;
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + from)) {
          read(table, rows);
        }
      }
    }
  }

  private static List<Table> tables(DatabaseMetaData database) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (ResultSet all =
        database.getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (all.next()) {
        String schema = all.getString("TABLE_SCHEM");
        if (!schema.equalsIgnoreCase("information_schema") && !schema.startsWith("pg_")) {
          tables.add(new Table(schema, all.getString("TABLE_NAME")));
        }
      }
    }
    return tables;
  }

  private void read(Table table, ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      for (int column = 1; column <= columns; column++) {
        String place = "column " + table.name + "." + rows.getMetaData().getColumnName(column);
        Object value = rows.getObject(column);
        if (value instanceof Long number) {
          int owner = needles.owner(number);
          if (owner != Needles.NONE) {
            search.found(place, owner, "value");
          }
        } else if (value instanceof byte[] bytes) {
          search.whole(place, bytes);
        } else if (value != null) {
          search.whole(place, rows.getString(column).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }
}

package dev.guildhouse.schedules.operations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on the operations database. Plain JDBC under a thin cover: commands that need no
 * Spark have one second from the start of the JVM, and a mapping library and a pool would take half
 * of it.
 */
public final class Transaction {
  /** Turns one row into a value. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(Row row) throws SQLException;
  }

  private final Connection connection;

  Transaction(Connection connection) {
    this.connection = connection;
  }

  /** The connection itself, for what goes over all tables; whoever gets it leaves it open. */
  public Connection connection() {
    return connection;
  }

  /** Runs a statement with its parameters in order; yields how many rows it touched. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Runs one statement for many lists of parameters. */
  public void updateAll(String sql, List<@Nullable Object[]> parameterLists) throws SQLException {
    if (parameterLists.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] parameters : parameterLists) {
        bind(statement, parameters);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** All rows of an answer. */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    return list(sql, reader, Integer.MAX_VALUE, parameters);
  }

  /** The first row of an answer, if there is one. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    return list(sql, reader, 1, parameters).stream().findFirst();
  }

  private <T> List<T> list(
      String sql, RowReader<T> reader, int most, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet answer = statement.executeQuery()) {
        List<T> values = new ArrayList<>();
        Row row = new Row(answer);
        while (values.size() < most && answer.next()) {
          values.add(reader.read(row));
        }
        return values;
      }
    }
  }

  /** Both databases keep microseconds; one cuts and the other rounds, unless we cut first. */
  private static OffsetDateTime stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      statement.setObject(i + 1, value instanceof Instant instant ? stored(instant) : value);
    }
  }
}

package dev.guildhouse.schedules.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The present row of an answer, read by column name. A column that is empty fails, unless it is read
 * by a method that ends in {@code OrNull}.
 */
public final class Row {
  private final ResultSet answer;

  Row(ResultSet answer) {
    this.answer = answer;
  }

  public String text(String column) throws SQLException {
    return present(column, answer.getString(column));
  }

  @Nullable
  public String textOrNull(String column) throws SQLException {
    return answer.getString(column);
  }

  public long number(String column) throws SQLException {
    return present(column, numberOrNull(column));
  }

  public int count(String column) throws SQLException {
    return Math.toIntExact(number(column));
  }

  @Nullable
  public Long numberOrNull(String column) throws SQLException {
    long number = answer.getLong(column);
    return answer.wasNull() ? null : number;
  }

  public Instant instant(String column) throws SQLException {
    return present(column, instantOrNull(column));
  }

  @Nullable
  public Instant instantOrNull(String column) throws SQLException {
    OffsetDateTime time = answer.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public LocalDate date(String column) throws SQLException {
    return present(column, dateOrNull(column));
  }

  @Nullable
  public LocalDate dateOrNull(String column) throws SQLException {
    return answer.getObject(column, LocalDate.class);
  }

  private static <T> T present(String column, @Nullable T value) throws SQLException {
    if (value == null) {
      throw new SQLException("column " + column + " is empty where it may not be");
    }
    return value;
  }
}

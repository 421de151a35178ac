package dev.guildhouse.schedules.operations.alerts;

import dev.guildhouse.schedules.operations.Row;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator is to see to.
 *
 * @param number rises with every alert
 * @param topic what it is about
 * @param message for a person
 * @param resolvedAt null while it stands
 */
public record OperatorAlert(
    long number,
    String topic,
    String message,
    Instant raisedAt,
    @Nullable Instant resolvedAt,
    boolean isRaiseTold,
    boolean isEndTold) {

  static OperatorAlert read(Row row) throws SQLException {
    return new OperatorAlert(
        row.number("alert_number"),
        row.text("topic"),
        row.text("message"),
        row.instant("raised_at"),
        row.instantOrNull("resolved_at"),
        Boolean.parseBoolean(row.text("is_raise_told")),
        Boolean.parseBoolean(row.text("is_end_told")));
  }
}

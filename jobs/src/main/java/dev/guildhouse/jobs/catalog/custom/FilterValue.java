package dev.guildhouse.jobs.catalog.custom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.schema.tables.Column;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A value that a column is held against, of the column's own type. */
final class FilterValue {
  private static final int LONGEST = 200;

  private FilterValue() {}

  /** The value; a finding when it is of another type. */
  static Optional<Object> of(CheckedNode node, Column column) {
    JsonNode given = node.node();
    return switch (column.type()) {
      case INT, LONG ->
        given.canConvertToLong() && given.isIntegralNumber()
            ? Optional.of(given.longValue())
            : refused(node, "a whole number");
      case DOUBLE, DECIMAL ->
        given.isNumber() ? Optional.of(given.decimalValue()) : refused(node, "a number");
      case BOOLEAN ->
        given.isBoolean() ? Optional.of(given.booleanValue()) : refused(node, "true or false");
      case STRING -> node.text(LONGEST).map(text -> text);
      case DATE -> day(node, given.asText());
      case TIMESTAMP -> instant(node, given.asText());
      case MAP -> refused(node, "a value of another column");
    };
  }

  private static Optional<Object> day(CheckedNode node, String text) {
    try {
      return Optional.of(Date.valueOf(LocalDate.parse(text)));
    } catch (DateTimeException none) {
      return refused(node, "a day such as 2026-03-01");
    }
  }

  private static Optional<Object> instant(CheckedNode node, String text) {
    try {
      return Optional.of(Timestamp.from(Instant.parse(text)));
    } catch (DateTimeException none) {
      return refused(node, "a UTC time such as 2026-03-01T00:00:00Z");
    }
  }

  private static Optional<Object> refused(CheckedNode node, String allowed) {
    node.refuse(allowed);
    return Optional.empty();
  }
}

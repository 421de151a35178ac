package dev.guildhouse.collector.imports.lines;

import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.schema.events.EventType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one line of JSON Lines; used again for the next. */
final class EventLine {
  private final Map<LineField, Object> values = new EnumMap<>(LineField.class);

  void clear() {
    values.clear();
  }

  void set(LineField field, Object value) {
    if (values.put(field, value) != null) {
      throw new RefusedInput(field.key() + " stands there twice");
    }
  }

  boolean has(LineField field) {
    return values.containsKey(field);
  }

  @Nullable
  Object value(LineField field) {
    return values.get(field);
  }

  /** A number, 0 when it is not there. */
  long number(LineField field) {
    return values.get(field) instanceof Long number ? number : 0;
  }

  /** A flag, false when it is not there. */
  boolean flag(LineField field) {
    return Boolean.TRUE.equals(values.get(field));
  }

  @Nullable
  Boolean flagIfKnown(LineField field) {
    return (Boolean) values.get(field);
  }

  @Nullable
  Integer count(LineField field) {
    return (Integer) values.get(field);
  }

  @Nullable
  Instant time(LineField field) {
    return (Instant) values.get(field);
  }

  @Nullable
  String label(LineField field) {
    return (String) values.get(field);
  }

  @Nullable
  BigDecimal amount() {
    return (BigDecimal) values.get(LineField.AMOUNT);
  }

  @SuppressWarnings("unchecked")
  @Nullable
  Map<String, String> attributes() {
    return (Map<String, String>) values.get(LineField.ATTRIBUTES);
  }

  EventType type() {
    if (values.get(LineField.EVENT_TYPE) instanceof EventType type) {
      return type;
    }
    throw new RefusedInput("event_type is missing");
  }
}

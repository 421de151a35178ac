package dev.guildhouse.collector.live;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.RawEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An event as one line without times and ordinals, so that what was scripted compares with what was landed. */
public final class Told {
  private static final List<String> LEFT_OUT = List.of(
      "organization_id",
      "guild_id",
      "event_type",
      "ordinal",
      "event_at",
      "edited_at",
      "received_at",
      "source",
      "session_id",
      "session_started_at",
      "sequence",
      "schema_version",
      "key_month",
      "parent_channel_id");

  private Told() {}

  /** A line like {@code message_create channel_id=5 embeds=0 is_reply=true}; what is 0, false or unknown is left out. */
  public static String line(RawEvent event) {
    Map<String, Object> values = new TreeMap<>();
    for (RawEvents.Field field : RawEvents.FIELDS) {
      Object value = field.value().apply(event);
      if (value != null) {
        values.put(field.column().name(), value);
      }
    }
    return line(event.eventType(), values);
  }

  /** The same of a landed row. */
  public static String line(Map<String, Object> row) {
    return line(EventType.ofCode((Integer) row.get("event_type")).orElseThrow(), row);
  }

  private static String line(EventType type, Map<String, Object> values) {
    Map<String, Object> shown = new TreeMap<>(values);
    shown.keySet().removeAll(LEFT_OUT);
    // Only messages and threads have a subject that a script can know.
    if (type.subject() == EventType.Subject.MOMENT) {
      shown.remove("subject_id");
    }
    shown.values().removeIf(value -> value.equals(false) || value.equals(0L));
    if (shown.get("attributes") instanceof Map<?, ?> map) {
      shown.put("attributes", new TreeMap<>(map));
    }
    String columns = shown.entrySet().stream()
        .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining());
    return type.text() + columns;
  }

  /** Lines of several events, sorted. */
  public static List<String> lines(List<RawEvent> events) {
    List<String> lines = new ArrayList<>();
    events.forEach(event -> lines.add(line(event)));
    return lines;
  }
}

package dev.guildhouse.collector.imports.lines;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.guildhouse.collector.imports.reading.FormatReader;
import dev.guildhouse.collector.imports.reading.ReadSettings;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.imports.reading.StrictJson;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.RawEvents;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON Lines of the raw event contract: one event a line, by the names of the columns. A key
 * that is not known is an error, because a misspelled one would be lost without a word.
 */
public final class RawEventLines implements FormatReader {
  private static final int LONGEST_LABEL = 128;
  private static final int MOST_ATTRIBUTES = 32;
  private static final int AMOUNT_SCALE = 4;
  private static final int AMOUNT_DIGITS = 14;
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z][a-z0-9_]{0,31}");

  @Override
  public void read(InputStream in, ReadSettings settings, Consumer<RawEvent> sink)
      throws IOException {
    StrictJson json = new StrictJson(in);
    OutsideEvents events = new OutsideEvents(settings);
    EventLine line = new EventLine();
    int lastLine = 0;
    try {
      while (json.parser().nextToken() != null) {
        json.object("a line");
        int at = json.line();
        line.clear();
        readLine(json, line);
        if (json.line() != at || at == lastLine) {
          throw new RefusedInput("an event does not stand on one line of its own");
        }
        lastLine = at;
        events.event(line).ifPresent(sink);
      }
    } catch (JsonProcessingException e) {
      throw json.refusal(e);
    } catch (RefusedInput e) {
      throw e.at(json.place());
    }
    if (lastLine == 0) {
      throw new RefusedInput("it holds no event");
    }
  }

  /** Whether a line can hold a value of this name. */
  public static boolean isKey(String name) {
    return LineField.of(name).isPresent();
  }

  private static void readLine(StrictJson json, EventLine line) throws IOException {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      String key = name;
      LineField field = LineField.of(key).orElseThrow(() -> unknown(key));
      if (!json.isNull()) {
        line.set(field, value(json, field));
      }
    }
  }

  private static RefusedInput unknown(String key) {
    boolean isOurs =
        RawEvents.FIELDS.stream().anyMatch(field -> field.column().name().equals(key));
    if (isOurs) {
      return new RefusedInput(
          key.endsWith("_key")
              ? key + " is made by the import: give " + (key.startsWith("target") ? "target_" : "")
                  + "user_id instead"
              : key + " is set by the import: leave it out");
    }
    return new RefusedInput("there is no key named "
        + (key.length() > LONGEST_LABEL ? key.substring(0, LONGEST_LABEL) + "…" : key));
  }

  private static Object value(StrictJson json, LineField field) throws IOException {
    String key = field.key();
    return switch (field.kind()) {
      case ID -> json.id(key);
      case NUMBER -> number(json, key);
      case COUNT -> json.count(key);
      case FLAG -> json.flag(key);
      case TIME -> present(json.time(key), key);
      case LABEL -> label(json, key);
      case LABELS -> labels(json);
      case AMOUNT -> amount(json);
      case TYPE -> type(json);
    };
  }

  private static long number(StrictJson json, String key) throws IOException {
    try {
      return Long.parseLong(scalar(json, key));
    } catch (NumberFormatException e) {
      throw new RefusedInput(key + " is not a whole number of 64 bits");
    }
  }

  private static BigDecimal amount(StrictJson json) throws IOException {
    String text = scalar(json, "amount");
    try {
      BigDecimal amount = new BigDecimal(text.length() > LONGEST_LABEL ? "" : text);
      // Before stripping, because 1E+999999999 would take all memory.
      if (Math.abs((long) amount.scale()) <= LONGEST_LABEL) {
        BigDecimal plain = amount.stripTrailingZeros();
        if (plain.scale() <= AMOUNT_SCALE && plain.precision() - plain.scale() <= AMOUNT_DIGITS) {
          return plain;
        }
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number that is too long.
    }
    throw new RefusedInput("amount is not a decimal of at most " + AMOUNT_DIGITS
        + " digits before the point and " + AMOUNT_SCALE + " behind it");
  }

  /** The digits of a number, or a string. */
  private static String scalar(StrictJson json, String key) throws IOException {
    JsonParser parser = json.parser();
    JsonToken token = parser.currentToken();
    if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
      throw json.wrongType(key, "a number");
    }
    return parser.getText();
  }

  private static EventType type(StrictJson json) throws IOException {
    String text = present(json.text("event_type"), "event_type");
    return EventType.ofText(text)
        .orElseThrow(() -> new RefusedInput(
            "event_type is none of those that docs/EVENTS.md lists, like message_create"));
  }

  private static String label(StrictJson json, String key) throws IOException {
    String text = json.parser().currentToken() == JsonToken.VALUE_NUMBER_INT
        ? json.parser().getText()
        : present(json.text(key), key);
    if (text.isEmpty() || text.length() > LONGEST_LABEL) {
      throw new RefusedInput(key + " is not a string of 1 to " + LONGEST_LABEL + " characters");
    }
    return text;
  }

  private static Map<String, String> labels(StrictJson json) throws IOException {
    json.object("attributes");
    Map<String, String> labels = new TreeMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      if (!ATTRIBUTE.matcher(name).matches() || labels.size() == MOST_ATTRIBUTES) {
        throw new RefusedInput("attributes has more than " + MOST_ATTRIBUTES
            + " entries, or one whose name is not in snake_case");
      }
      labels.put(name, label(json, "attributes." + name));
    }
    return labels;
  }

  private static <T> T present(@Nullable T value, String key) {
    if (value == null) {
      throw new RefusedInput(key + " is null");
    }
    return value;
  }
}

package dev.guildhouse.collector.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.guildhouse.collector.imports.exporter.ChatExporterCsv;
import dev.guildhouse.collector.imports.exporter.ChatExporterJson;
import dev.guildhouse.collector.imports.lines.RawEventLines;
import dev.guildhouse.collector.imports.reading.FormatReader;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats that can be imported, told apart by how a file begins, whatever its name says. */
public enum ExportFormat {
  CHAT_EXPORTER_JSON("DiscordChatExporter JSON"),
  CHAT_EXPORTER_CSV_SEMICOLON("DiscordChatExporter CSV with ;"),
  CHAT_EXPORTER_CSV_COMMA("DiscordChatExporter CSV with ,"),
  RAW_EVENT_LINES("JSON Lines of raw events");

  private static final Set<String> EXPORT_KEYS =
      Set.of("guild", "channel", "dateRange", "exportedAt", "messages", "messageCount");
  private static final Pattern CSV_HEADER = Pattern.compile(
      "\"?AuthorID\"?(?<separator>.)\"?Author\"?\\k<separator>\"?Date\"?\\k<separator>\"?Content\"?"
          + "\\k<separator>\"?Attachments\"?\\k<separator>\"?Reactions\"?\\k<separator>?\\s*");
  private static final String NEXT =
      "; export as JSON with DiscordChatExporter, or write JSON Lines as docs/EVENTS.md says";

  private final String text;

  ExportFormat(String text) {
    this.text = text;
  }

  /** For a person. */
  public String text() {
    return text;
  }

  FormatReader reader() {
    return switch (this) {
      case CHAT_EXPORTER_JSON -> new ChatExporterJson();
      case CHAT_EXPORTER_CSV_SEMICOLON -> new ChatExporterCsv(';');
      case CHAT_EXPORTER_CSV_COMMA -> new ChatExporterCsv(',');
      case RAW_EVENT_LINES -> new RawEventLines();
    };
  }

  /**
   * What a file is.
   *
   * @param format null when it cannot be imported
   * @param reason why not, empty when it can
   */
  record Detected(@Nullable ExportFormat format, String reason) {
    private static Detected no(String reason) {
      return new Detected(null, reason);
    }
  }

  /**
   * Looks at the begin of a file.
   *
   * @param head its first characters, without byte-order mark
   */
  static Detected of(String head) {
    String begin = head.stripLeading();
    if (begin.isEmpty()) {
      return Detected.no("it is empty");
    }
    return switch (begin.charAt(0)) {
      case '{' -> ofObject(begin);
      case '[' -> Detected.no("it is a JSON array, as Discord's own data package has them" + NEXT);
      case '<' -> Detected.no("it is HTML" + NEXT);
      case '=' -> Detected.no("it is plain text" + NEXT);
      default -> ofTable(begin.lines().findFirst().orElse(""));
    };
  }

  private static Detected ofObject(String begin) {
    String key = "";
    try (JsonParser parser = new JsonFactory().createParser(begin)) {
      parser.nextToken();
      if (parser.nextToken() == JsonToken.FIELD_NAME) {
        key = parser.currentName();
      }
    } catch (IOException notJson) {
      return new Detected(CHAT_EXPORTER_JSON, "");
    }
    if (EXPORT_KEYS.contains(key)) {
      return new Detected(CHAT_EXPORTER_JSON, "");
    }
    String line = begin.lines().findFirst().orElse("");
    if (RawEventLines.isKey(key) || line.contains("\"event_type\"")) {
      return new Detected(RAW_EVENT_LINES, "");
    }
    return Detected.no("it is JSON, but neither an export of a channel nor raw events" + NEXT);
  }

  private static Detected ofTable(String line) {
    var header = CSV_HEADER.matcher(line);
    if (header.matches()) {
      return switch (header.group("separator")) {
        case ";" -> new Detected(CHAT_EXPORTER_CSV_SEMICOLON, "");
        case "," -> new Detected(CHAT_EXPORTER_CSV_COMMA, "");
        default ->
          Detected.no(
              "its cells are separated neither by ',' nor by ';', as the exporter has them");
      };
    }
    return Detected.no(
        line.contains("AuthorID")
            ? "its columns are not those of the exporter: "
                + String.join(", ", ChatExporterCsv.COLUMNS)
            : "it is no export that Guildhouse knows" + NEXT);
  }
}

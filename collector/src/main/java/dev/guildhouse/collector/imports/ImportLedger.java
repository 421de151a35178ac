package dev.guildhouse.collector.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which contents were imported: one small file for each, named by its hash, which appears
 * after the events did. It holds counts, and no path, name of a person or id of one.
 */
final class ImportLedger {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final LandingLayout layout;

  ImportLedger(LandingLayout layout) {
    this.layout = layout;
  }

  /**
   * An earlier import.
   *
   * @param options the options it was read with, as {@link #optionsOf} tells them
   */
  record Entry(Instant importedAt, String options) {}

  Optional<Entry> find(String sha256) {
    Path file = file(sha256);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode entry = JSON.readTree(Files.readString(file));
      return Optional.of(new Entry(
          Instant.parse(entry.path("imported_at").asText()),
          entry.path("options").asText()));
    } catch (IOException | DateTimeException e) {
      throw WarehouseException.failed(
          "read the import record " + file,
          String.valueOf(e.getMessage()),
          "Delete it: the file it stands for is then imported again, which changes nothing.",
          e);
    }
  }

  void record(
      String sha256,
      Path source,
      ExportFormat format,
      ImportCounts counts,
      @Nullable Path landingFile,
      ImportOptions options)
      throws IOException {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("file", String.valueOf(source.getFileName()));
    entry.put("format", format.text());
    entry.put("imported_at", options.receivedAt().toString());
    entry.put("options", optionsOf(format, options));
    counts.guildIds().stream()
        .sorted()
        .forEach(id -> entry.withArray("/guild_ids").add(Long.toString(id)));
    entry.put("events", counts.events());
    entry.put("messages", counts.messages());
    entry.put("joins", counts.joins());
    entry.put("edits", counts.edits());
    entry.put("reactions", counts.reactions());
    entry.put("first_at", counts.firstAt() == null ? null : counts.firstAt().toString());
    entry.put("last_at", counts.lastAt() == null ? null : counts.lastAt().toString());
    entry.put(
        "landing_file",
        landingFile == null ? null : layout.root().relativize(landingFile).toString());
    DurableFiles.publishText(
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entry) + "\n", file(sha256));
  }

  /** The options that decide what a file of this format means; empty when it says so itself. */
  static String optionsOf(ExportFormat format, ImportOptions options) {
    return switch (format) {
      case CHAT_EXPORTER_JSON -> "";
      case RAW_EVENT_LINES -> options.guildId() == null ? "" : "--guild " + options.guildId();
      case CHAT_EXPORTER_CSV_COMMA, CHAT_EXPORTER_CSV_SEMICOLON ->
        "--guild " + options.guildId()
            + (options.channelId() == null ? "" : " --channel " + options.channelId())
            + " --zone " + options.zone();
    };
  }

  private Path file(String sha256) {
    return layout.imports().resolve(sha256 + ".json");
  }
}

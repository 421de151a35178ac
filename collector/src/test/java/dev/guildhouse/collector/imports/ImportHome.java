package dev.guildhouse.collector.imports;

import dev.guildhouse.collector.landing.ParquetRows;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A home folder that is imported into, and what then lies in it. */
final class ImportHome {
  static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

  /** The folder of the sample that is part of the sources. */
  static final Path SAMPLE = Path.of("../samples/ubuntu-irc");

  private final Path root;

  ImportHome(Path root) {
    this.root = root;
  }

  ImportOptions options() {
    return ImportOptions.of(layout(), secrets(), NOW);
  }

  LandingLayout layout() {
    return new LandingLayout(root.resolve("landing"));
  }

  GuildSecrets secrets() {
    return new GuildSecrets(root.resolve("secrets"));
  }

  ImportReport run(Path... paths) {
    return run(options(), paths);
  }

  ImportReport run(ImportOptions options, Path... paths) {
    return new ImportRun(options, ImportListener.NONE).of(Arrays.asList(paths));
  }

  List<Map<String, Object>> events() {
    return ParquetRows.under(layout().events());
  }

  List<Map<String, Object>> events(EventType type) {
    return events().stream()
        .filter(event -> event.get("event_type").equals(type.code()))
        .toList();
  }

  /** What is there besides secrets, relative to the home. */
  List<String> filesOfData() {
    return files().stream().filter(file -> !file.startsWith("secrets/")).toList();
  }

  /** Every file, relative to the home. */
  List<String> files() {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

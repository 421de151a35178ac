package dev.guildhouse.schema.landing;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The folders of landing. A reader takes every {@code *.parquet} under {@link #events()}: a file is
 * there whole or not at all.
 *
 * @param root the landing folder of a home
 */
public record LandingLayout(Path root) {
  /** How landing files end. */
  public static final String SUFFIX = ".parquet";

  /**
   * The key in a file's own metadata under which it tells the version of the raw event contract, so
   * that a reader can leave a newer one alone without reading its rows.
   */
  public static final String SCHEMA_VERSION_KEY = "guildhouse.schema_version";

  public static LandingLayout of(Home home) {
    return new LandingLayout(home.landing());
  }

  /** The root of {@code received_date=…/hour=…}. */
  public Path events() {
    return root.resolve("events");
  }

  /** The names of all files there are, below {@link #events()}. */
  public NavigableSet<String> names() {
    if (!Files.isDirectory(events())) {
      return new TreeSet<>();
    }
    try (Stream<Path> files = Files.walk(events())) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .map(file -> events().relativize(file).toString())
          .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    } catch (IOException | UncheckedIOException e) {
      throw WarehouseException.failed(
          "list landing files in " + events(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Check that the folder can be read.",
          e);
    }
  }

  /** The folder of events received in the UTC hour of an instant. */
  public Path partition(Instant receivedAt) {
    OffsetDateTime at = receivedAt.atOffset(ZoneOffset.UTC);
    return events()
        .resolve("received_date=" + at.toLocalDate())
        .resolve(String.format(Locale.ROOT, "hour=%02d", at.getHour()));
  }

  /**
   * The place of one file.
   *
   * @param name without suffix; the same content always has the same name, so that writing it again
   *     overwrites
   */
  public Path file(String name, Instant receivedAt) {
    return partition(receivedAt).resolve(name + SUFFIX);
  }

  /** Files that are still being written. */
  public Path staging() {
    return root.resolve(".staging");
  }

  /** Files that nobody could read, each with {@code <name>.reason.json} beside it. */
  public Path quarantine() {
    return root.resolve("quarantine");
  }

  /** One record for each export file that was imported, named by the SHA-256 of its content. */
  public Path imports() {
    return root.resolve("imports");
  }
}

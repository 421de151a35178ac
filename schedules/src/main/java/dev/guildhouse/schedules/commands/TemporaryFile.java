package dev.guildhouse.schedules.commands;

import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the home that is gone once it was sent. */
public record TemporaryFile(Path path) implements AutoCloseable {

  /**
   * An empty file of the home.
   *
   * @param ending of its name
   */
  public static TemporaryFile in(Home home, String ending) {
    try {
      return new TemporaryFile(Files.createTempFile(home.temporary(), "command", ending));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is in it. */
  public byte[] bytes() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

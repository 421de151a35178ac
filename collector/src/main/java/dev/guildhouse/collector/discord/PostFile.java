package dev.guildhouse.collector.discord;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a message.
 *
 * @param name of letters, digits, dot, dash and underscore, because Discord changes others
 * @param content opened anew for every attempt
 */
public record PostFile(String name, Content content) {

  /** Where its bytes come from. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /** One of the disk. */
  public static PostFile of(Path file) {
    return new PostFile(String.valueOf(file.getFileName()), () -> Files.newInputStream(file));
  }

  /** One that is in memory alone. */
  public static PostFile of(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new PostFile(name, () -> new ByteArrayInputStream(bytes));
  }
}

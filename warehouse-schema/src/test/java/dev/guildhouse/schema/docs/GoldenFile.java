package dev.guildhouse.schema.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the repository that the code generates. A test that finds it stale fails, or writes it
 * anew when run with {@code -Dguildhouse.update=true}.
 */
public final class GoldenFile {
  private static final String UPDATE = "guildhouse.update";

  private final Path file;

  private GoldenFile(Path file) {
    this.file = file;
  }

  /**
   * The file at a path from the repository's root, as {@code docs/TABLES.md}.
   *
   * @param path with slashes
   */
  public static GoldenFile at(String path) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no .mvn above " + Path.of("").toAbsolutePath());
      }
    }
    return new GoldenFile(folder.resolve(path));
  }

  /** Passes when the file holds exactly this text. */
  public void assertHolds(String generated) {
    if (Boolean.getBoolean(UPDATE)) {
      write(generated);
      return;
    }
    if (!Files.exists(file)) {
      fail("%s is missing. Run the test with -D%s=true and commit it.", file, UPDATE);
    }
    assertThat(file)
        .as("%s is stale. Run the test with -D%s=true and commit it.", file, UPDATE)
        .content()
        .isEqualTo(generated);
  }

  private void write(String generated) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.guildhouse.jobs.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that a report must yield, beside the tests. Written anew when run with {@code
 * -Dguildhouse.update=true}; read what changed before committing it.
 */
public final class Golden {
  private static final String UPDATE = "guildhouse.update";
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/guildhouse/jobs/reports").toAbsolutePath();

  private Golden() {}

  /** Passes when a file is, byte by byte, the golden one of that name. */
  public static void assertSame(Path file, String golden) throws IOException {
    Path expected = FOLDER.resolve(golden);
    if (Boolean.getBoolean(UPDATE)) {
      Files.createDirectories(FOLDER);
      Files.copy(file, expected, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    assertThat(Files.readString(file))
        .as("%s; after a wanted change run the test with -D%s=true", golden, UPDATE)
        .isEqualTo(Files.readString(expected));
  }
}

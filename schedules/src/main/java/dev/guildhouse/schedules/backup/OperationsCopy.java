package dev.guildhouse.schedules.backup;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The embedded operations database as a file that is consistent while others use it. */
final class OperationsCopy {
  static final String FILE = "operations.zip";

  private OperationsCopy() {}

  static void make(OperationsDatabase database, Path copy) {
    database.transaction(
        "copy everything",
        transaction -> transaction.update("BACKUP TO ?", copy.toAbsolutePath().toString()));
  }

  /** Unpacks a copy into a home that has no operations database. */
  static void restore(Path copy, Home home) throws IOException {
    Files.createDirectories(home.operations());
    try (InputStream in = Files.newInputStream(copy);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        // By its last name alone, so that no entry can lie elsewhere.
        Path file =
            home.operations().resolve(Path.of(entry.getName()).getFileName().toString());
        Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /**
   * What was to be sent when the copy was made may have been sent since, so its worker looks into the
   * channel first.
   */
  static void doubt(OperationsDatabase database) {
    database.transaction(
        "doubt what was sent",
        transaction -> transaction.update("UPDATE deliveries SET maybe_sent_since = queued_at"
            + " WHERE state IN ('pending', 'processing', 'failed')"));
  }
}

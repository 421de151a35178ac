package dev.guildhouse.schema.reports;

import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what lies below the folder of reports. */
final class StoredFiles {
  private StoredFiles() {}

  /**
   * Every file that is wanted, in the order of their paths; none when there is no such folder.
   *
   * @param what they are, to complete "Cannot list the …"
   * @param depth at which they lie
   * @param isWanted looks at a path below the folder
   */
  static List<Path> find(String what, Path reports, int depth, Predicate<Path> isWanted) {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    try (Stream<Path> files =
        Files.find(reports, depth, (file, attributes) -> isWanted.test(reports.relativize(file)))) {
      return files.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw WarehouseException.failed(
          "list the " + what + " in " + reports,
          String.valueOf(e.getMessage()),
          "Check that the folder and what is in it can be read.",
          e);
    }
  }
}

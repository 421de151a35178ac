package dev.guildhouse.jobs.reports.export;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A file that appears whole, in place of what was there, or not at all. */
public final class WholeFile {
  private final Path file;
  private final Path folder;
  private final String what;

  private WholeFile(Path file, Path folder, String what) {
    this.file = file;
    this.folder = folder;
    this.what = what;
  }

  /** What writes the content. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it into a file beside, in a folder that holds nothing else.
     *
     * @return how many rows it holds
     */
    long write(Path draft) throws IOException;
  }

  /**
   * A file to write.
   *
   * @param what is done, to complete "Cannot …"
   * @throws WarehouseException with code USAGE when it is a folder
   */
  public static WholeFile at(Path out, String what) {
    Path file = out.toAbsolutePath().normalize();
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw WarehouseException.usage(what, "that is a folder", "Give the name of a file.");
    }
    return new WholeFile(file, folder, what);
  }

  /**
   * Writes it.
   *
   * @throws WarehouseException when it cannot be written; then nothing is left behind
   */
  public Exported write(Content content) {
    try {
      Files.createDirectories(folder);
      Path scratch = Files.createTempDirectory(folder, "." + file.getFileName() + ".");
      try {
        Path draft = scratch.resolve("rows");
        long rows = content.write(draft);
        DurableFiles.publish(draft, file);
        return new Exported(file, rows, Files.size(file));
      } finally {
        delete(scratch);
      }
    } catch (IOException | UncheckedIOException e) {
      throw WarehouseException.failed(
          what,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the folder can be written and has room, then try again.",
          e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}

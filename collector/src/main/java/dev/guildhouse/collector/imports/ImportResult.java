package dev.guildhouse.collector.imports;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of one file. */
public sealed interface ImportResult {
  /** The file or folder that it is about. */
  Path path();

  /** For a person, without the path. */
  String line();

  /**
   * The file was read to its end.
   *
   * @param landingFile where its events lie now; null when it holds none, or in a dry run
   */
  record Imported(
      Path path,
      ExportFormat format,
      ImportCounts counts,
      @Nullable Path landingFile) implements ImportResult {
    @Override
    public String line() {
      String days = counts.firstAt() == null || counts.lastAt() == null
          ? ""
          : ", " + counts.firstAt() + " to " + counts.lastAt();
      return counts.messages() + " messages, " + counts.joins() + " joins" + days
          + (counts.leftOut() == 0
              ? ""
              : ", without " + counts.leftOut() + " events of people who are left out")
          + " ("
          + format.text() + ")";
    }
  }

  /** A file of the same content was imported before; nothing was written. */
  record Known(Path path, Instant importedAt) implements ImportResult {
    @Override
    public String line() {
      return "known since " + importedAt;
    }
  }

  /** The file cannot be imported; it left nothing behind. */
  record Refused(Path path, String place, String reason) implements ImportResult {
    @Override
    public String line() {
      return (place.isEmpty() ? "" : place + ": ") + reason;
    }
  }

  /** What lay in a folder and is no export. */
  record Skipped(Path path, String note) implements ImportResult {
    @Override
    public String line() {
      return "skipped: " + note;
    }
  }
}

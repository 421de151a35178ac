package dev.guildhouse.collector.imports;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of all files of a run, in the order in which they were read.
 *
 * @param results one for each file, and for each folder that was passed over
 */
public record ImportReport(List<ImportResult> results) {
  public ImportReport {
    results = List.copyOf(results);
  }

  /** Whether any file could not be imported, so that the exit code has to say so. */
  public boolean hasRefusals() {
    return of(ImportResult.Refused.class).findAny().isPresent();
  }

  /** The results of one kind. */
  public <T extends ImportResult> Stream<T> of(Class<T> kind) {
    return results.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** What all imported files hold together; what overlapping exports share is counted each time. */
  public ImportCounts total() {
    return of(ImportResult.Imported.class)
        .map(ImportResult.Imported::counts)
        .reduce(ImportCounts.NONE, ImportCounts::plus);
  }
}

package dev.guildhouse.jobs.reports.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that takes one row after the other; closing it finishes the file. */
interface RowSink extends Closeable {
  /**
   * Adds a row.
   *
   * @param values one for each column, as {@link ExportColumn.Kind} says; null is unknown
   */
  void add(List<@Nullable Object> values) throws IOException;
}

package dev.guildhouse.jobs.reports.export;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the rows of a table that count on some days to one file, sorted by the table's key. The
 * file appears whole, in place of what was there; rows pass through memory a part at a time; the
 * same rows give the same bytes.
 */
public final class TableExport {
  /** Rows that are held in memory at once. */
  private static final long ROWS_OF_A_PART = 50_000;

  private final TableReader tables;
  private final ExportPseudonyms pseudonyms;

  public TableExport(TableReader tables, ExportPseudonyms pseudonyms) {
    this.tables = tables;
    this.pseudonyms = pseudonyms;
  }

  /**
   * Exports a table.
   *
   * @throws WarehouseException when the format cannot hold so many rows, or the file cannot be
   *     written; then nothing is left behind
   */
  public Exported write(TableDef table, DayRange days, ExportFormat format, Path out) {
    Path file = out.toAbsolutePath().normalize();
    String what = "export " + table.name() + " to " + out;
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw WarehouseException.usage(what, "that is a folder", "Give the name of a file.");
    }
    Dataset<Row> rows = tables.table(table, days);
    long count = rows.count();
    if (count > format.mostRows()) {
      throw WarehouseException.usage(
          what,
          "it has " + count + " rows, and a " + format.text() + " file holds " + format.mostRows(),
          "Export fewer days, or as csv, json or parquet.");
    }
    try {
      Files.createDirectories(folder);
      Path scratch = Files.createTempDirectory(folder, "." + file.getFileName() + ".");
      try {
        Path draft = scratch.resolve("rows");
        write(table, sorted(table, rows, count), format, draft);
        DurableFiles.publish(draft, file);
      } finally {
        delete(scratch);
      }
      return new Exported(file, count, Files.size(file));
    } catch (IOException | UncheckedIOException e) {
      throw WarehouseException.failed(
          what,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the folder can be written and has room, then try again.",
          e);
    }
  }

  private void write(TableDef table, Iterator<Row> rows, ExportFormat format, Path file)
      throws IOException {
    ExportRows exported = new ExportRows(table, pseudonyms);
    try (RowSink sink = format.open(file, exported.columns())) {
      while (rows.hasNext()) {
        sink.add(exported.values(rows.next()));
      }
    }
  }

  /** Cut into parts by ranges of the key: Spark hands the driver one part after the other. */
  private static Iterator<Row> sorted(TableDef table, Dataset<Row> rows, long count) {
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    int parts = Math.toIntExact(count / ROWS_OF_A_PART + 1);
    return rows.repartitionByRange(parts, key).sortWithinPartitions(key).toLocalIterator();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}

package dev.guildhouse.jobs.reports.export;

import dev.guildhouse.schema.WarehouseException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** The kinds of files that a table is exported to. */
public enum ExportFormat {
  /** UTF-8 without a byte order mark, LF: for programs. */
  CSV("csv") {
    @Override
    RowSink open(Path file, List<ExportColumn> columns) throws IOException {
      return new CsvSink(Files.newOutputStream(file), columns);
    }
  },
  /** The same, packed; no time stands in it. */
  CSV_GZ("csv.gz") {
    @Override
    RowSink open(Path file, List<ExportColumn> columns) throws IOException {
      return new CsvSink(
          new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file))), columns);
    }
  },
  XLSX("xlsx") {
    @Override
    RowSink open(Path file, List<ExportColumn> columns) throws IOException {
      return new WorkbookSink(file, columns);
    }

    @Override
    long mostRows() {
      return WorkbookSink.MOST_ROWS;
    }
  },
  /** JSON Lines: one object a line. */
  JSON("json") {
    @Override
    RowSink open(Path file, List<ExportColumn> columns) throws IOException {
      return new JsonLinesSink(file, columns);
    }
  },
  PARQUET("parquet") {
    @Override
    RowSink open(Path file, List<ExportColumn> columns) throws IOException {
      return new ParquetSink(file, columns);
    }
  };

  private final String text;

  ExportFormat(String text) {
    this.text = text;
  }

  /** Opens a file for rows of the given columns. */
  abstract RowSink open(Path file, List<ExportColumn> columns) throws IOException;

  /** How many rows a file can hold. */
  long mostRows() {
    return Long.MAX_VALUE;
  }

  /** As the command line and file names say it. */
  public String text() {
    return text;
  }

  /**
   * The format of that name.
   *
   * @throws WarehouseException when there is none, with all names there are
   */
  public static ExportFormat ofText(String text) {
    return Arrays.stream(values())
        .filter(format -> format.text.equals(text))
        .findFirst()
        .orElseThrow(() -> WarehouseException.usage(
            "export as " + text,
            "there is no such format",
            "Formats: "
                + Arrays.stream(values())
                    .map(ExportFormat::text)
                    .collect(Collectors.joining(", "))));
  }
}

package dev.guildhouse.jobs.reports.export;

import dev.guildhouse.schema.WarehouseException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
    RowSink open(OutputStream out, List<ExportColumn> columns) {
      return new CsvSink(out, columns);
    }
  },
  /** The same, packed; no time stands in it. */
  CSV_GZ("csv.gz") {
    @Override
    RowSink open(OutputStream out, List<ExportColumn> columns) throws IOException {
      return new CsvSink(new GZIPOutputStream(out), columns);
    }
  },
  XLSX("xlsx") {
    @Override
    public boolean isStream() {
      return false;
    }

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
    RowSink open(OutputStream out, List<ExportColumn> columns) throws IOException {
      return new JsonLinesSink(out, columns);
    }
  },
  PARQUET("parquet") {
    @Override
    public boolean isStream() {
      return false;
    }

    @Override
    RowSink open(Path file, List<ExportColumn> columns) throws IOException {
      return new ParquetSink(file, columns);
    }
  };

  private final String text;

  ExportFormat(String text) {
    this.text = text;
  }

  /** Whether it is written from its beginning to its end, so that it can be made in memory alone. */
  public boolean isStream() {
    return true;
  }

  /** Opens a file for rows of the given columns. */
  RowSink open(Path file, List<ExportColumn> columns) throws IOException {
    return open(new BufferedOutputStream(Files.newOutputStream(file)), columns);
  }

  /** Opens a stream for rows of the given columns. */
  RowSink open(OutputStream out, List<ExportColumn> columns) throws IOException {
    throw new IllegalArgumentException(text + " is no stream");
  }

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

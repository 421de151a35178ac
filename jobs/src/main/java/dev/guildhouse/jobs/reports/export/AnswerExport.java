package dev.guildhouse.jobs.reports.export;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.export.ExportColumn.Kind;
import dev.guildhouse.schema.WarehouseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table of an answer to one file, as {@link TableExport} does those of the warehouse: columns
 * in snake_case, unknown empty, no text that a spreadsheet could run.
 */
public final class AnswerExport {
  private AnswerExport() {}

  /**
   * Exports it.
   *
   * @throws WarehouseException when the format cannot hold so many rows, or the file cannot be
   *     written; then nothing is left behind
   */
  public static Exported write(ReportTable table, ExportFormat format, Path out) {
    String what = "export " + table.name() + " to " + out;
    int count = table.rows().size();
    if (count > format.mostRows()) {
      throw WarehouseException.usage(
          what,
          "it has " + count + " rows, and a " + format.text() + " file holds " + format.mostRows(),
          "Export it as csv, json or parquet.");
    }
    List<ExportColumn> columns = columns(table);
    return WholeFile.at(out, what).write(draft -> {
      try (RowSink sink = format.open(draft, columns)) {
        add(table, sink);
      }
      return count;
    });
  }

  /**
   * The file's bytes, made in memory alone.
   *
   * @param format one that {@linkplain ExportFormat#isStream() is a stream}
   */
  public static byte[] bytes(ReportTable table, ExportFormat format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RowSink sink = format.open(bytes, columns(table))) {
      add(table, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(ReportTable table, RowSink sink) throws IOException {
    for (List<Cell> row : table.rows()) {
      sink.add(values(row));
    }
  }

  private static List<ExportColumn> columns(ReportTable table) {
    return table.columns().stream().map(AnswerExport::column).toList();
  }

  private static ExportColumn column(ReportColumn column) {
    Kind kind = switch (column.format()) {
      case TEXT, LINK -> Kind.TEXT;
      case COUNT -> Kind.COUNT;
      case DECIMAL, CHANGE -> Kind.DECIMAL;
      case DAY -> Kind.DATE;
    };
    String name = column.header().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return new ExportColumn(name.replaceAll("^_|_$", ""), kind);
  }

  private static List<@Nullable Object> values(List<Cell> row) {
    List<@Nullable Object> values = new ArrayList<>(row.size());
    row.forEach(cell -> values.add(value(cell)));
    return values;
  }

  private static @Nullable Object value(Cell cell) {
    if (cell instanceof Cell.Text text) {
      return text.text();
    } else if (cell instanceof Cell.Count count) {
      return count.count();
    } else if (cell instanceof Cell.Decimal decimal) {
      return decimal.decimal();
    } else if (cell instanceof Cell.Day day) {
      return day.day();
    } else if (cell instanceof Cell.Link link) {
      return link.link();
    }
    return null;
  }
}

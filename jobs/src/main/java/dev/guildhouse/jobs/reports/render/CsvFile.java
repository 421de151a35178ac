package dev.guildhouse.jobs.reports.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A table as CSV that Excel opens by double click: UTF-8 with a byte order mark, CRLF, the headers
 * of the workbook. Numbers have a point and no grouping, whatever the locale.
 */
public final class CsvFile {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private CsvFile() {}

  static void write(ReportTable table, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(table, out);
    }
  }

  /** Writes all rows, and closes the stream. */
  public static void write(ReportTable table, OutputStream out) throws IOException {
    try (CsvWriter csv = open(out)) {
      csv.writeRecord(table.columns().stream()
          .map(ReportColumn::header)
          .map(InertText::ofCsv)
          .toList());
      for (List<Cell> row : table.rows()) {
        csv.writeRecord(row.stream().map(CsvFile::field).toList());
      }
    }
  }

  /** Begins such a file for rows that are written one by one; closing it closes the stream. */
  public static CsvWriter open(OutputStream out) throws IOException {
    out.write(BYTE_ORDER_MARK);
    return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
  }

  /** Numbers are never formulas, so that a minus sign stays a minus sign. */
  private static String field(Cell cell) {
    String text = PrintedCell.forPrograms(cell);
    boolean isNumber = cell instanceof Cell.Count || cell instanceof Cell.Decimal;
    return isNumber ? text : InertText.ofCsv(text);
  }
}

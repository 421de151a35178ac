package dev.guildhouse.jobs.reports.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a report: a sheet of the workbook, a CSV file, and in short a section of the document.
 *
 * @param name names the sheet and the file
 * @param caption what the rows are, in one sentence
 * @param columns from left to right
 * @param rows as many cells each as there are columns
 * @param digest what of it stands in the document; null when nothing does
 */
public record ReportTable(
    String name,
    String caption,
    List<ReportColumn> columns,
    List<List<Cell>> rows,
    @Nullable Digest digest) {

  /**
   * The part of a table that stands in the document.
   *
   * @param heading what the rows are
   * @param headers the columns shown
   * @param rows how many rows, from the top
   */
  public record Digest(String heading, List<String> headers, int rows) {
    public Digest {
      headers = List.copyOf(headers);
    }
  }

  public ReportTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            name + " has " + row.size() + " cells under " + columns.size() + " columns");
      }
    }
    if (digest != null) {
      for (String header : digest.headers()) {
        place(columns, name, header);
      }
    }
  }

  /** The same rows under another name. */
  public ReportTable named(String otherName, String otherCaption) {
    return new ReportTable(otherName, otherCaption, columns, rows, digest);
  }

  /**
   * The same with a part that stands in the document.
   *
   * @param heading what the rows are
   * @param most how many rows, from the top
   * @param headers the columns shown
   */
  public ReportTable inShort(String heading, int most, String... headers) {
    return new ReportTable(
        name, caption, columns, rows, new Digest(heading, List.of(headers), most));
  }

  /** The same without a part that stands in the document. */
  public ReportTable onlyInFiles() {
    return new ReportTable(name, caption, columns, rows, null);
  }

  /** The place of a column, from 0. */
  public int place(String header) {
    return place(columns, name, header);
  }

  private static int place(List<ReportColumn> columns, String table, String header) {
    for (int place = 0; place < columns.size(); place++) {
      if (columns.get(place).header().equals(header)) {
        return place;
      }
    }
    throw new IllegalArgumentException(table + " has no column " + header);
  }
}

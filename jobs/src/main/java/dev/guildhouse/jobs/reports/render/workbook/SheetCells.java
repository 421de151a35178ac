package dev.guildhouse.jobs.reports.render.workbook;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.Hyperlink;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Writes the cells of one sheet. Text is always text: no cell ever holds a formula. */
final class SheetCells {
  /** As many characters as Excel allows in a cell. */
  private static final int LONGEST_TEXT = 32_767;

  private final XSSFSheet sheet;
  private final SheetStyles styles;
  private final XSSFCellStyle nothing;

  /**
   * A writer for one sheet.
   *
   * @param nothing how a number looks in whose place no word stands
   */
  SheetCells(XSSFSheet sheet, SheetStyles styles, XSSFCellStyle nothing) {
    this.sheet = sheet;
    this.styles = styles;
    this.nothing = nothing;
  }

  /** A value, or the words in its place. */
  void put(XSSFRow row, int column, Cell value, Format format) {
    XSSFCell cell = row.createCell(column);
    cell.setCellStyle(styles.of(format));
    if (value instanceof Cell.Count count) {
      cell.setCellValue((double) count.count());
    } else if (value instanceof Cell.Decimal decimal) {
      cell.setCellValue(decimal.decimal().doubleValue());
    } else if (value instanceof Cell.Day day) {
      cell.setCellValue(day.day());
    } else if (value instanceof Cell.Link link) {
      text(cell, link.link());
      Hyperlink target = sheet.getWorkbook().getCreationHelper().createHyperlink(HyperlinkType.URL);
      target.setAddress(link.link());
      cell.setHyperlink(target);
    } else if (value instanceof Cell.Text text) {
      text(cell, text.text());
    } else if (value instanceof Cell.Absent absent) {
      absent(cell, absent.absent(), format);
    }
  }

  /** A number nobody knows stays empty, because a chart would draw any text as a zero. */
  private void absent(XSSFCell cell, String words, Format format) {
    if (!words.isEmpty()) {
      cell.setCellStyle(styles.absent());
      text(cell, words);
    } else if (format.isNumber()) {
      cell.setCellStyle(nothing);
    }
  }

  private static void text(XSSFCell cell, String text) {
    cell.setCellValue(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
  }
}

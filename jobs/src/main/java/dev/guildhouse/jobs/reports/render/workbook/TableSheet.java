package dev.guildhouse.jobs.reports.render.workbook;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.PrintedCell;
import java.util.List;
import java.util.Set;
import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** A table as a sheet: headers in its first row, which stays in sight, and a filter on each. */
final class TableSheet {
  private static final int NARROWEST = 9;
  /** As wide as the longest name that Discord allows. */
  private static final int WIDEST = 104;

  /** Room for the arrow of the filter and the margins of the cell, in characters. */
  private static final int SPARE = 4;

  /** In front of a day stands its name. */
  private static final int WEEKDAY = 4;

  private static final int WIDTH_OF_A_CHARACTER = 256;
  private static final float HEADER_POINTS = 24;

  private TableSheet() {}

  /**
   * Writes it.
   *
   * @param drawn headers of the columns that a chart draws from this sheet
   */
  static void write(ReportTable table, Set<String> drawn, XSSFSheet sheet, SheetStyles styles) {
    SheetCells cells = new SheetCells(sheet, styles, styles.gap());
    XSSFRow header = sheet.createRow(0);
    header.setHeightInPoints(HEADER_POINTS);
    for (int column = 0; column < table.columns().size(); column++) {
      XSSFCell cell = header.createCell(column);
      cell.setCellValue(table.columns().get(column).header());
      cell.setCellStyle(styles.header(table.columns().get(column).format()));
      sheet.setColumnWidth(column, width(table, column) * WIDTH_OF_A_CHARACTER);
    }
    for (List<Cell> values : table.rows()) {
      XSSFRow row = sheet.createRow(sheet.getLastRowNum() + 1);
      for (int column = 0; column < values.size(); column++) {
        ReportColumn described = table.columns().get(column);
        Cell value = values.get(column);
        // A chart would draw any word as a zero; the CSV file has it.
        boolean isGap = value instanceof Cell.Absent && drawn.contains(described.header());
        cells.put(row, column, isGap ? Cell.NONE : value, described.format());
      }
    }
    sheet.createFreezePane(0, 1);
    sheet.setAutoFilter(
        new CellRangeAddress(0, table.rows().size(), 0, table.columns().size() - 1));
    fitToPageWidth(sheet);
  }

  /** On paper as wide as the page, and as many pages as it takes. */
  static void fitToPageWidth(XSSFSheet sheet) {
    sheet.setFitToPage(true);
    sheet.getPrintSetup().setLandscape(true);
    sheet.getPrintSetup().setFitWidth((short) 1);
    sheet.getPrintSetup().setFitHeight((short) 0);
    sheet.setMargin(PageMargin.LEFT, 0.4);
    sheet.setMargin(PageMargin.RIGHT, 0.4);
  }

  /** In characters. Measuring in pixels would need the fonts of the reader's machine. */
  private static int width(ReportTable table, int column) {
    ReportColumn described = table.columns().get(column);
    int longest = table.rows().stream()
        .mapToInt(
            row -> PrintedCell.forPeople(row.get(column), described.format()).length())
        .max()
        .orElse(0);
    if (described.format() == ReportColumn.Format.DAY) {
      longest += WEEKDAY;
    }
    int wanted = Math.max(described.header().length(), longest) + SPARE;
    return Math.max(NARROWEST, Math.min(WIDEST, wanted));
  }
}

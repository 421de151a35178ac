package dev.guildhouse.jobs.reports.render.workbook;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportContent.Definition;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.render.OverviewTable;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** The cover: what the report is, its headline numbers, and how to read them. */
final class OverviewSheet {
  /** The first column and the first row right of and below which nothing but the chart stands. */
  static final int CHART_COLUMN = 7;

  static final int CHART_ROW = 4;

  private static final int WIDTH_OF_A_CHARACTER = 256;
  private static final int LABEL_CHARACTERS = 24;
  private static final int NUMBER_CHARACTERS = 18;
  private static final int LAST_COLUMN = 5;
  private static final int CHARACTERS_OF_PROSE = 120;
  /** Bold letters are wider, and words do not break. */
  private static final int CHARACTERS_OF_TERM = 21;

  private static final int CHARACTERS_OF_MEANING = 96;
  private static final float LINE_POINTS = 15.5f;

  private final XSSFSheet sheet;
  private final SheetStyles styles;

  private OverviewSheet(XSSFSheet sheet, SheetStyles styles) {
    this.sheet = sheet;
    this.styles = styles;
  }

  static void write(ReportContent content, XSSFSheet sheet, SheetStyles styles) {
    OverviewSheet cover = new OverviewSheet(sheet, styles);
    cover.sizeColumns();
    cover.band(content.title(), styles.title(), 30);
    cover.band(content.guildName(), styles.subtitle(), 18);
    cover.band(new ReportPeriod(content.period()).text(), styles.subtitle(), 18);
    cover.next();
    cover.figures(content.figures());
    cover.next();
    cover.heading("How to read it");
    content.notes().forEach(note -> cover.prose(note));
    cover.next();
    cover.heading("Sheets");
    content.tables().forEach(table -> cover.term(table.name(), table.caption()));
    cover.next();
    cover.heading("Definitions");
    for (Definition definition : content.definitions()) {
      cover.term(definition.term(), definition.meaning());
    }
    sheet.setDisplayGridlines(false);
    sheet.createFreezePane(0, CHART_ROW - 1);
    TableSheet.fitToPageWidth(sheet);
  }

  private void sizeColumns() {
    sheet.setColumnWidth(0, LABEL_CHARACTERS * WIDTH_OF_A_CHARACTER);
    for (int column = 1; column <= LAST_COLUMN; column++) {
      sheet.setColumnWidth(column, NUMBER_CHARACTERS * WIDTH_OF_A_CHARACTER);
    }
  }

  private void band(String text, CellStyle style, float points) {
    XSSFRow row = next();
    row.setHeightInPoints(points);
    for (int column = 0; column <= LAST_COLUMN; column++) {
      row.createCell(column).setCellStyle(style);
    }
    row.getCell(0).setCellValue(text);
  }

  private void figures(List<Figure> figures) {
    List<ReportColumn> columns = OverviewTable.COLUMNS;
    XSSFRow header = next();
    header.setHeightInPoints(2 * LINE_POINTS);
    for (int column = 0; column < columns.size(); column++) {
      XSSFCell cell = header.createCell(column);
      cell.setCellValue(columns.get(column).header());
      cell.setCellStyle(styles.header(columns.get(column).format()));
    }
    SheetCells cells = new SheetCells(sheet, styles, styles.absent());
    for (Figure figure : figures) {
      XSSFRow row = next();
      List<Cell> values = OverviewTable.row(figure);
      for (int column = 0; column < values.size(); column++) {
        boolean isFigure = column == 1 || column == 2;
        Format format = isFigure ? figure.format() : columns.get(column).format();
        cells.put(row, column, values.get(column), format);
      }
    }
  }

  private void heading(String text) {
    XSSFCell cell = next().createCell(0);
    cell.setCellValue(text);
    cell.setCellStyle(styles.heading());
  }

  private void prose(String text) {
    paragraph(next(), 0, text, CHARACTERS_OF_PROSE);
  }

  private void term(String term, String meaning) {
    XSSFRow row = next();
    XSSFCell cell = row.createCell(0);
    cell.setCellValue(term);
    cell.setCellStyle(styles.term());
    paragraph(row, 1, meaning, CHARACTERS_OF_MEANING);
    int lines = lines(term, CHARACTERS_OF_TERM);
    row.setHeightInPoints(Math.max(row.getHeightInPoints(), lines * LINE_POINTS));
  }

  /** Excel does not size the row of a merged cell, so its lines are counted here. */
  private void paragraph(XSSFRow row, int column, String text, int charactersOfALine) {
    XSSFCell cell = row.createCell(column);
    cell.setCellValue(text);
    cell.setCellStyle(styles.prose());
    sheet.addMergedRegion(
        new CellRangeAddress(row.getRowNum(), row.getRowNum(), column, LAST_COLUMN));
    row.setHeightInPoints(lines(text, charactersOfALine) * LINE_POINTS);
  }

  private static int lines(String text, int charactersOfALine) {
    return Math.max(1, (text.length() + charactersOfALine - 1) / charactersOfALine);
  }

  private XSSFRow next() {
    return sheet.createRow(sheet.getLastRowNum() + 1);
  }
}

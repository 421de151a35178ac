package dev.guildhouse.jobs.reports.render.workbook;

import java.util.function.Supplier;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;

/**
 * Where charts stand: the first beside the headline numbers, all others one below the other on a
 * sheet of their own, whose rows are all of one height.
 */
final class ChartPlaces {
  private static final int COLUMNS = 10;
  private static final int ROWS = 17;
  private static final int ROWS_OF_SHEET = 26;
  private static final int COLUMNS_OF_SHEET = 14;

  private final XSSFSheet cover;
  private final Supplier<XSSFSheet> sheet;
  private @Nullable XSSFSheet more;
  private int taken;

  /**
   * @param sheet makes the sheet for more charts, when there are any
   */
  ChartPlaces(XSSFSheet cover, Supplier<XSSFSheet> sheet) {
    this.cover = cover;
    this.sheet = sheet;
  }

  /** Where one chart stands. */
  record Place(XSSFDrawing drawing, XSSFClientAnchor anchor) {}

  Place next() {
    int place = taken++;
    if (place == 0) {
      return at(cover, OverviewSheet.CHART_COLUMN, OverviewSheet.CHART_ROW, COLUMNS, ROWS);
    }
    XSSFSheet charts = more;
    if (charts == null) {
      charts = sheet.get();
      charts.setDisplayGridlines(false);
      TableSheet.fitToPageWidth(charts);
      charts.getWorkbook().setSheetOrder(charts.getSheetName(), 1);
      more = charts;
    }
    int row = (place - 1) * (ROWS_OF_SHEET + 1);
    charts.setRowBreak(row + ROWS_OF_SHEET);
    return at(charts, 0, row, COLUMNS_OF_SHEET, ROWS_OF_SHEET);
  }

  private static Place at(XSSFSheet canvas, int column, int row, int columns, int rows) {
    XSSFDrawing drawing = canvas.createDrawingPatriarch();
    return new Place(
        drawing, drawing.createAnchor(0, 0, 0, 0, column, row, column + columns, row + rows));
  }
}

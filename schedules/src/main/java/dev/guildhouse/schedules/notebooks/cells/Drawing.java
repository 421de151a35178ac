package dev.guildhouse.schedules.notebooks.cells;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.ChartImage;
import dev.guildhouse.schema.WarehouseException;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Draws rows of a dataset with the charts that reports have; Jupyter shows pictures as PNG. */
final class Drawing {
  /** More points than this are a blur, and more than a driver should be sent. */
  private static final int MOST_ROWS = 10_000;

  /** A cohort, its size, and a week. */
  private static final int FEWEST_COLUMNS = 3;

  private static final String TABLE = "Rows";

  private Drawing() {}

  static BufferedImage lines(String title, Dataset<Row> rows, String steps, List<String> lines) {
    return ChartImage.of(new Chart.Lines(title, TABLE, steps, lines), table(rows));
  }

  static BufferedImage heatMap(
      String title, Dataset<Row> rows, String steps, List<String> bands, String unit) {
    return ChartImage.of(new Chart.HeatMap(title, TABLE, steps, bands, unit), table(rows));
  }

  static BufferedImage triangle(String title, ReportTable cohorts) {
    List<String> headers = cohorts.columns().stream().map(ReportColumn::header).toList();
    if (cohorts.rows().isEmpty() || headers.size() < FEWEST_COLUMNS) {
      throw WarehouseException.usage(
          "draw these cohorts", "there is no row, or no week", "Take more days.");
    }
    return ChartImage.of(
        new Chart.Triangle(
            title,
            cohorts.name(),
            headers.get(0),
            headers.get(1),
            headers.subList(2, headers.size())),
        cohorts);
  }

  private static ReportTable table(Dataset<Row> rows) {
    List<Row> read = rows.takeAsList(MOST_ROWS + 1);
    if (read.isEmpty() || read.size() > MOST_ROWS) {
      throw WarehouseException.usage(
          "draw these rows",
          read.isEmpty() ? "there are none" : "there are more than " + MOST_ROWS,
          "Draw from 1 to " + MOST_ROWS + ": group them by day or week, or take fewer days.");
    }
    List<ReportColumn> columns = Arrays.stream(rows.columns())
        .map(name -> ReportColumn.of(name, Format.DECIMAL))
        .toList();
    List<List<Cell>> cells = new ArrayList<>();
    for (Row row : read) {
      List<Cell> line = new ArrayList<>();
      for (int place = 0; place < row.size(); place++) {
        line.add(cell(row.get(place)));
      }
      cells.add(line);
    }
    return new ReportTable(TABLE, "", columns, cells, null);
  }

  /** What is unknown is a gap in the picture, never a zero. */
  private static Cell cell(@Nullable Object value) {
    if (value == null) {
      return Cell.NOT_WATCHED;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? new Cell.Decimal(BigDecimal.valueOf(number)) : Cell.NONE;
    }
    if (value instanceof BigDecimal number) {
      return new Cell.Decimal(number);
    }
    if (value instanceof Number number) {
      return Cell.of(number.longValue());
    }
    if (value instanceof java.sql.Date day) {
      return Cell.of(day.toLocalDate());
    }
    return value instanceof LocalDate day ? Cell.of(day) : Cell.of(value.toString());
  }
}

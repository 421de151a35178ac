package dev.guildhouse.jobs.reports.render.workbook;

import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.ChartImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A chart of a kind that Excel cannot draw, as the picture that is posted too. */
final class Picture {
  private Picture() {}

  /**
   * Puts it into a workbook.
   *
   * @param place where it stands
   */
  static void draw(Chart chart, ReportTable table, XSSFWorkbook workbook, ChartPlaces.Place place)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ChartImage.write(chart, table, bytes);
    int picture = workbook.addPicture(bytes.toByteArray(), Workbook.PICTURE_TYPE_PNG);
    place.drawing().createPicture(place.anchor(), picture);
  }
}

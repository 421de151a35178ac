package dev.guildhouse.jobs.reports.render.workbook;

import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.OverviewTable;
import dev.guildhouse.jobs.reports.render.StableZip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.LocaleUtil;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A report as an Excel workbook: a cover, then one sheet for each table. */
public final class WorkbookFile {
  private WorkbookFile() {}

  /** Writes a workbook; the same content gives the same bytes. */
  public static void write(ReportContent content, Path file) throws IOException {
    // The library notes the reader's language in every text of a chart.
    LocaleUtil.setUserLocale(Locale.ENGLISH);
    try {
      save(content, file);
    } finally {
      LocaleUtil.resetUserLocale();
    }
    StableZip.normalize(file);
  }

  private static void save(ReportContent content, Path file) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      describe(content, workbook);
      SheetStyles styles = new SheetStyles(workbook);
      SheetNames names = new SheetNames();
      XSSFSheet overview = workbook.createSheet(names.of(OverviewTable.NAME));
      OverviewSheet.write(content, overview, styles);
      Map<String, XSSFSheet> sheets = new HashMap<>();
      for (ReportTable table : content.tables()) {
        XSSFSheet sheet = workbook.createSheet(names.of(table.name()));
        TableSheet.write(table, sheet, styles);
        sheets.put(table.name(), sheet);
      }
      Chart chart = content.chart();
      if (chart != null) {
        XSSFSheet data = sheets.get(chart.table());
        if (data != null && data.getLastRowNum() > 0) {
          draw(chart, content.table(chart.table()), data, overview);
        }
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        workbook.write(out);
      }
    }
  }

  private static void draw(Chart chart, ReportTable table, XSSFSheet data, XSSFSheet overview) {
    if (chart instanceof Chart.HeatMap map) {
      CellShades.paint(map, table, data);
    } else {
      NativeChart.draw(chart, table, data, overview);
    }
  }

  /** Dated by the end of its period: the clock would make equal reports differ. */
  private static void describe(ReportContent content, XSSFWorkbook workbook) throws IOException {
    String date = content.period().to().atStartOfDay().toInstant(ZoneOffset.UTC).toString();
    POIXMLProperties.CoreProperties properties = workbook.getProperties().getCoreProperties();
    properties.setTitle(content.title());
    properties.setSubjectProperty(content.guildName());
    properties.setCreator("Guildhouse");
    properties.setLastModifiedByUser("Guildhouse");
    try {
      properties.setCreated(date);
      properties.setModified(date);
    } catch (InvalidFormatException e) {
      throw new IOException(e);
    }
  }
}

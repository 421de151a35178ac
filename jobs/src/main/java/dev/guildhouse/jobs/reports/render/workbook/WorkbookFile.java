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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
        TableSheet.write(table, drawn(content, table), sheet, styles);
        sheets.put(table.name(), sheet);
      }
      ChartPlaces places =
          new ChartPlaces(overview, () -> workbook.createSheet(names.of("Charts")));
      for (Chart chart : content.charts()) {
        ReportTable table = content.table(chart.table());
        XSSFSheet data = Objects.requireNonNull(sheets.get(chart.table()));
        if (table.rows().isEmpty()) {
          continue;
        }
        if (chart instanceof Chart.HeatMap map) {
          CellShades.paint(map.bands(), table, data);
        } else if (chart instanceof Chart.Triangle triangle) {
          CellShades.paint(triangle.weeks(), table, data);
        }
        if (chart instanceof Chart.Days || chart instanceof Chart.Lines) {
          NativeChart.draw(chart, table, data, places.next());
        } else {
          Picture.draw(chart, table, workbook, places.next());
        }
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        workbook.write(out);
      }
    }
  }

  private static Set<String> drawn(ReportContent content, ReportTable table) {
    return content.charts().stream()
        .filter(chart -> chart instanceof Chart.Days || chart instanceof Chart.Lines)
        .filter(chart -> chart.table().equals(table.name()))
        .flatMap(chart -> chart.headers().stream())
        .collect(Collectors.toSet());
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

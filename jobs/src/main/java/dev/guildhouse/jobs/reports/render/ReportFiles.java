package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.reports.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes all files of a report from its content alone: the same content gives the same bytes, in
 * any locale, time zone and year.
 */
public final class ReportFiles {
  /** What the other files are rendered from. */
  public static final String CONTENT = "content.json";

  /** What deliveries read. */
  public static final String DOCUMENT = "document.json";

  private ReportFiles() {}

  /** Writes into an empty folder: workbook, CSV files, picture, document and content. */
  public static void write(ReportContent content, Path folder) throws IOException {
    String stem = content.report() + "-" + new ReportPeriod(content.period()).code();
    List<String> attachments = new ArrayList<>();

    attachments.add(stem + ".xlsx");
    WorkbookFile.write(content, folder.resolve(stem + ".xlsx"));

    List<ReportTable> tables = new ArrayList<>();
    tables.add(OverviewTable.of(content));
    tables.addAll(content.tables());
    for (ReportTable table : tables) {
      String name = stem + "-" + fileName(table.name()) + ".csv";
      attachments.add(name);
      CsvFile.write(table, folder.resolve(name));
    }

    Chart chart = content.chart();
    boolean hasChart = chart != null && !content.table(chart.table()).rows().isEmpty();
    String image = hasChart ? stem + ".png" : null;
    if (chart != null && image != null) {
      ChartImage.write(chart, content.table(chart.table()), folder.resolve(image));
    }

    Files.writeString(folder.resolve(CONTENT), ReportJson.write(content));
    Files.writeString(
        folder.resolve(DOCUMENT), ShortDocument.of(content, image, attachments).toJson());
  }

  private static String fileName(String table) {
    return table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}

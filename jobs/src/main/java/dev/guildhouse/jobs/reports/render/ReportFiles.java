package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.workbook.WorkbookFile;
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

  private static final int LONGEST_NAME = 30;

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
      String name = csvName(stem, table.name(), attachments);
      attachments.add(name);
      CsvFile.write(table, folder.resolve(name));
    }

    Chart chart = content.chart();
    String image = null;
    if (chart != null && !content.table(chart.table()).rows().isEmpty()) {
      image = stem + ".png";
      ChartImage.write(chart, content.table(chart.table()), folder.resolve(image));
    }

    Files.writeString(folder.resolve(CONTENT), content.toJson());
    Files.writeString(
        folder.resolve(DOCUMENT), ShortDocument.of(content, image, attachments).toJson());
  }

  /** Of plain letters, and with a number where that does not tell two tables apart. */
  private static String csvName(String stem, String table, List<String> taken) {
    String letters = table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String plain = letters.substring(0, Math.min(LONGEST_NAME, letters.length()));
    String name = stem + "-" + plain + ".csv";
    return taken.contains(name) ? stem + "-" + plain + "_" + taken.size() + ".csv" : name;
  }
}

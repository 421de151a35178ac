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
      String name = fileName(stem + "-" + plain(table.name()), ".csv", attachments);
      attachments.add(name);
      CsvFile.write(table, folder.resolve(name));
    }

    String image = null;
    for (Chart chart : content.charts()) {
      if (content.table(chart.table()).rows().isEmpty()) {
        continue;
      }
      String name =
          fileName(image == null ? stem : stem + "-" + plain(chart.table()), ".png", attachments);
      ChartImage.write(chart, content.table(chart.table()), folder.resolve(name));
      if (image == null) {
        image = name;
      } else {
        attachments.add(name);
      }
    }

    Files.writeString(folder.resolve(CONTENT), content.toJson());
    Files.writeString(
        folder.resolve(DOCUMENT), ShortDocument.of(content, image, attachments).toJson());
  }

  /** Plain letters alone. */
  private static String plain(String table) {
    String letters = table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return letters.substring(0, Math.min(LONGEST_NAME, letters.length()));
  }

  /** With a number where the name alone does not tell two files apart. */
  private static String fileName(String plain, String ending, List<String> taken) {
    String name = plain + ending;
    return taken.contains(name) ? plain + "_" + taken.size() + ending : name;
  }
}

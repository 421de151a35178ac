package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A chart as a PNG picture. */
public final class ChartImage {
  private ChartImage() {}

  /** Writes the picture of a chart whose table has at least one row. */
  static void write(Chart chart, ReportTable table, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(chart, table, out);
    }
  }

  /** The same, to where the caller says; does not close it. */
  public static void write(Chart chart, ReportTable table, OutputStream out) throws IOException {
    ImageIO.write(of(chart, table), "png", out);
  }

  /** The picture itself, of a chart whose table has at least one row. */
  public static BufferedImage of(Chart chart, ReportTable table) {
    if (chart instanceof Chart.Days days) {
      return DaysPlot.image(days, table);
    }
    if (chart instanceof Chart.Triangle triangle) {
      return TrianglePlot.image(triangle, table);
    }
    if (chart instanceof Chart.Flow flow) {
      return FlowPlot.image(flow, table);
    }
    return chart instanceof Chart.HeatMap map
        ? HeatMapPlot.image(map, table)
        : LinesPlot.image((Chart.Lines) chart, table);
  }
}

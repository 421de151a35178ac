package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over the rows of a table. The first stands out; a line breaks where nothing is known. */
final class LinesPlot {
  private static final int LABEL_PIXELS = 110;

  private LinesPlot() {}

  static BufferedImage image(Chart.Lines chart, ReportTable table) {
    CategoryChart plot = new CategoryChartBuilder()
        .width(ChartStyle.WIDTH)
        .height(ChartStyle.HEIGHT)
        .title(chart.title())
        .build();
    ChartStyle.apply(plot.getStyler());
    plot.getStyler().setXAxisTickMarkSpacingHint(LABEL_PIXELS);
    plot.getStyler().setOverlapped(true);
    plot.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    int place = table.place(chart.steps());
    List<String> steps = table.rows().stream()
        .map(row -> PrintedCell.forPrograms(row.get(place)))
        .toList();
    double[] all = chart.lines().stream()
        .flatMapToDouble(line -> Arrays.stream(ChartStyle.numbers(table, line)))
        .toArray();
    plot.getStyler().setYAxisMin(0.0).setYAxisMax(ChartStyle.top(all));
    for (int line = 0; line < chart.lines().size(); line++) {
      String header = chart.lines().get(line);
      double[] numbers = ChartStyle.numbers(table, header);
      if (Arrays.stream(numbers).allMatch(Double::isNaN)) {
        continue;
      }
      Color color = Palette.LINES.get(Math.min(line, Palette.LINES.size() - 1));
      CategorySeries series =
          plot.addSeries(header, steps, Arrays.stream(numbers).boxed().toList());
      series.setLineColor(color);
      series.setLineStyle(
          new BasicStroke(line == 0 ? 3.5f : 2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      series.setMarker(line == 0 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
      series.setMarkerColor(color);
    }
    return BitmapEncoder.getBufferedImage(plot);
  }
}

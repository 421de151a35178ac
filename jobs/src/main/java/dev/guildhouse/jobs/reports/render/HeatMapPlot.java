package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Cells shaded from pale to dark. What is not known has the grey of a gap, not the shade of zero. */
final class HeatMapPlot {
  private static final Color[] SHADES = {
    new Color(0xF1F5FE), new Color(0xB9C9F2), new Color(0x5B7FDB), new Color(0x1F2A44)
  };

  /** Of both axes, so that every weekday has its name. */
  private static final int LABEL_PIXELS = 50;

  private HeatMapPlot() {}

  static BufferedImage image(Chart.HeatMap chart, ReportTable table) {
    HeatMapChart plot = new HeatMapChartBuilder()
        .width(ChartStyle.WIDTH)
        .height(ChartStyle.HEIGHT)
        .title(chart.title())
        .build();
    List<Number[]> cells = new ArrayList<>();
    double highest = 0;
    // The picture counts bands from below.
    List<String> bands = new ArrayList<>(chart.bands());
    Collections.reverse(bands);
    for (int band = 0; band < bands.size(); band++) {
      double[] numbers = ChartStyle.numbers(table, bands.get(band));
      for (int step = 0; step < numbers.length; step++) {
        if (Double.isFinite(numbers[step])) {
          cells.add(new Number[] {step, band, numbers[step]});
          highest = Math.max(highest, numbers[step]);
        }
      }
    }
    style(plot.getStyler(), highest);
    plot.addSeries(chart.unit(), steps(table, chart.steps()), bands, cells);
    return BitmapEncoder.getBufferedImage(plot);
  }

  private static void style(HeatMapStyler styler, double highest) {
    ChartStyle.apply(styler);
    styler.setPlotGridLinesVisible(false);
    styler.setXAxisTickMarkSpacingHint(LABEL_PIXELS);
    styler.setPlotBackgroundColor(Palette.GAP);
    styler.setPlotContentSize(1);
    styler.setRangeColors(SHADES);
    styler.setMin(0);
    styler.setMax(highest > 0 ? highest : 1);
    styler.setHeatMapValueDecimalPattern(highest < 10 ? "#,##0.0" : "#,##0");
    styler.setHeatMapDecimalValueFormatter(
        value -> String.format(java.util.Locale.ROOT, highest < 10 ? "%,.1f" : "%,.0f", value));
    styler.setShowValue(false);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendLayout(LegendLayout.Vertical);
  }

  private static List<String> steps(ReportTable table, String header) {
    int column = table.place(header);
    return table.rows().stream()
        .map(row -> PrintedCell.forPrograms(row.get(column)))
        .toList();
  }
}

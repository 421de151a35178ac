package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Days as bars and a line. Days that were watched only in part have paler bars, days that nobody
 * watched a grey band, so that neither is taken for a quiet day.
 */
final class DaysPlot {
  private static final int LABEL_PIXELS = 110;
  private static final int MOST_MARKERS = 31;
  private static final int DAYS_OF_A_YEAR = 365;
  private static final double ENOUGH_PERCENT = 90;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private final Chart.Days chart;
  private final List<String> days;

  /** What is not known is NaN, which is not drawn. */
  private final double[] bars;

  private final double[] line;
  private final double[] coverage;

  private DaysPlot(Chart.Days chart, ReportTable table) {
    this.chart = chart;
    this.days = labels(table, chart.days());
    this.bars = ChartStyle.numbers(table, chart.bars());
    this.line = ChartStyle.numbers(table, chart.line());
    this.coverage = ChartStyle.numbers(table, chart.coverage());
  }

  static BufferedImage image(Chart.Days chart, ReportTable table) {
    return BitmapEncoder.getBufferedImage(new DaysPlot(chart, table).plot());
  }

  private CategoryChart plot() {
    CategoryChart plot = new CategoryChartBuilder()
        .width(ChartStyle.WIDTH)
        .height(ChartStyle.HEIGHT)
        .title(chart.title())
        .build();
    style(plot.getStyler());
    double barsTop = ChartStyle.top(bars);
    plot.setYAxisGroupTitle(0, chart.bars());
    plot.setYAxisGroupTitle(1, chart.line());
    plot.getStyler().setYAxisMin(0, 0.0).setYAxisMax(0, barsTop);
    plot.getStyler().setYAxisMin(1, 0.0).setYAxisMax(1, ChartStyle.top(line));
    plot.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);

    addBars(
        plot, "Not watched", Palette.GAP, day -> Double.isNaN(bars[day]) ? barsTop : Double.NaN);
    addBars(plot, chart.bars(), Palette.BARS, day -> isWatched(day) ? bars[day] : Double.NaN);
    addBars(
        plot,
        chart.bars() + ", day watched in part",
        Palette.PART_BARS,
        day -> isWatched(day) ? Double.NaN : bars[day]);
    addLine(plot);
    return plot;
  }

  private boolean isWatched(int day) {
    return coverage[day] >= ENOUGH_PERCENT;
  }

  /** Adds a series unless it has nothing to draw, so that the legend names only what is seen. */
  private void addBars(CategoryChart plot, String name, Color color, IntToDoubleFunction height) {
    double[] heights = IntStream.range(0, days.size()).mapToDouble(height).toArray();
    if (Arrays.stream(heights).allMatch(Double::isNaN)) {
      return;
    }
    CategorySeries series = plot.addSeries(name, days, boxed(heights));
    series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Bar);
    series.setFillColor(color);
    series.setLineColor(color);
    series.setYAxisGroup(0);
  }

  private void addLine(CategoryChart plot) {
    CategorySeries series = plot.addSeries(chart.line(), days, boxed(line));
    series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
    series.setLineColor(Palette.LINE);
    float width = days.size() <= MOST_MARKERS ? 3f : 1.5f;
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(days.size() <= MOST_MARKERS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(Palette.LINE);
    series.setYAxisGroup(1);
  }

  private static void style(CategoryStyler styler) {
    ChartStyle.apply(styler);
    styler.setXAxisTickMarkSpacingHint(LABEL_PIXELS);
    styler.setAvailableSpaceFill(0.7);
    styler.setOverlapped(true);
  }

  private static List<String> labels(ReportTable table, String header) {
    int column = table.place(header);
    DateTimeFormatter format = table.rows().size() < DAYS_OF_A_YEAR ? DAY : DAY_OF_YEAR;
    return table.rows().stream()
        .map(row -> format.format(((Cell.Day) row.get(column)).day()))
        .toList();
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}

package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What all pictures have in common: size, font, colours, and how cells become numbers. */
final class ChartStyle {
  static final int WIDTH = 1_200;
  static final int HEIGHT = 600;
  private static final double LOWEST_TOP = 5;

  private ChartStyle() {}

  static void apply(AxesChartStyler styler) {
    ChartFont font = ChartFont.load();
    styler.setLocale(Locale.ROOT);
    styler.setTimezone(TimeZone.getTimeZone("UTC"));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartPadding(18);
    styler.setChartTitleFont(font.bold().deriveFont(24f));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(14);
    styler.setChartFontColor(Palette.TEXT);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendFont(font.regular().deriveFont(17f));
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPadding(14);
    styler.setAxisTitleFont(font.bold().deriveFont(17f));
    styler.setAxisTickLabelsFont(font.regular().deriveFont(16f));
    styler.setAxisTickLabelsColor(Palette.TEXT);
    styler.setAxisTickMarksColor(Palette.RULE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(Palette.RULE);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setYAxisTickMarkSpacingHint(64);
    styler.setDecimalPattern("#,##0");
    styler.setMarkerSize(10);
  }

  /** A column of a table; what is not known is NaN, which is not drawn. */
  static double[] numbers(ReportTable table, String header) {
    int column = table.place(header);
    return table.rows().stream().mapToDouble(row -> number(row.get(column))).toArray();
  }

  private static double number(Cell cell) {
    if (cell instanceof Cell.Count count) {
      return count.count();
    }
    return cell instanceof Cell.Decimal decimal ? decimal.decimal().doubleValue() : Double.NaN;
  }

  /** A round number a little above the highest, and high enough for whole numbers on the axis. */
  static double top(double[] numbers) {
    double highest = Arrays.stream(numbers).filter(Double::isFinite).max().orElse(0);
    double step = Math.max(Math.pow(10, Math.floor(Math.log10(Math.max(highest, 1)))) / 2, 1);
    return Math.max((Math.floor(highest / step) + 1) * step, LOWEST_TOP);
  }
}

package dev.guildhouse.jobs.reports.render.workbook;

import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.Palette;
import java.awt.Color;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrossBetween;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.DisplayBlanks;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.MarkerStyle;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFNumericalDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** A chart that Excel draws itself from the cells of a sheet; an empty cell is a gap. */
final class NativeChart {
  private static final int BAR_GAP_PERCENT = 60;
  private static final double LINE_POINTS = 2.25;

  private static final String DAY_FORMAT = "d mmm";

  private final ReportTable table;
  private final XSSFSheet data;

  private NativeChart(ReportTable table, XSSFSheet data) {
    this.table = table;
    this.data = data;
  }

  /**
   * Draws over the cells of a sheet.
   *
   * @param table the rows charted, at least one
   * @param data the sheet that holds them
   * @param place where it stands
   */
  static void draw(Chart chart, ReportTable table, XSSFSheet data, ChartPlaces.Place place) {
    XSSFChart drawn = place.drawing().createChart(place.anchor());
    drawn.setTitleText(chart.title());
    drawn.setTitleOverlay(false);
    drawn.getOrAddLegend().setPosition(LegendPosition.BOTTOM);
    drawn.displayBlanksAs(DisplayBlanks.GAP);
    drawn.getCTChartSpace().addNewRoundedCorners().setVal(false);
    NativeChart plot = new NativeChart(table, data);
    if (chart instanceof Chart.Days days) {
      plot.plot(days, drawn);
    } else {
      plot.plot((Chart.Lines) chart, drawn);
    }
  }

  private void plot(Chart.Lines chart, XSSFChart drawn) {
    boolean isOfDays = table.columns().get(table.place(chart.steps())).format() == Format.DAY;
    XDDFCategoryAxis steps = isOfDays ? days(drawn) : drawn.createCategoryAxis(AxisPosition.BOTTOM);
    XDDFValueAxis values = values(drawn, AxisPosition.LEFT, chart.lines().get(0));
    cross(steps, values);
    XDDFLineChartData lines = (XDDFLineChartData) drawn.createData(ChartTypes.LINE, steps, values);
    lines.setVaryColors(false);
    for (int place = 0; place < chart.lines().size(); place++) {
      String header = chart.lines().get(place);
      XDDFLineChartData.Series line = (XDDFLineChartData.Series)
          lines.addSeries(isOfDays ? days(chart.steps()) : steps(chart.steps()), numbers(header));
      line.setTitle(header, header(header));
      line.setSmooth(false);
      line.setMarkerStyle(MarkerStyle.NONE);
      line.setLineProperties(stroke(Palette.LINES.get(Math.min(place, Palette.LINES.size() - 1))));
    }
    drawn.plot(lines);
  }

  private void plot(Chart.Days chart, XSSFChart drawn) {
    XDDFCategoryAxis days = days(drawn);
    XDDFValueAxis left = values(drawn, AxisPosition.LEFT, chart.bars());
    cross(days, left);
    left.getOrAddMajorGridProperties()
        .setLineProperties(new XDDFLineProperties(fill(Palette.RULE)));
    XDDFBarChartData bars = (XDDFBarChartData) drawn.createData(ChartTypes.BAR, days, left);
    bars.setBarDirection(BarDirection.COL);
    bars.setGapWidth(BAR_GAP_PERCENT);
    bars.setVaryColors(false);
    XDDFChartData.Series bar = bars.addSeries(days(chart.days()), numbers(chart.bars()));
    bar.setTitle(chart.bars(), header(chart.bars()));
    bar.setFillProperties(fill(Palette.BARS));
    drawn.plot(bars);

    XDDFCategoryAxis hiddenDays = days(drawn);
    hiddenDays.setVisible(false);
    XDDFValueAxis right = values(drawn, AxisPosition.RIGHT, chart.line());
    right.setCrosses(AxisCrosses.MAX);
    cross(hiddenDays, right);
    XDDFLineChartData lines =
        (XDDFLineChartData) drawn.createData(ChartTypes.LINE, hiddenDays, right);
    lines.setVaryColors(false);
    XDDFLineChartData.Series line =
        (XDDFLineChartData.Series) lines.addSeries(days(chart.days()), numbers(chart.line()));
    line.setTitle(chart.line(), header(chart.line()));
    line.setSmooth(false);
    line.setMarkerStyle(MarkerStyle.CIRCLE);
    line.setLineProperties(stroke(Palette.LINE));
    line.getShapeProperties().setFillProperties(fill(Palette.LINE));
    drawn.plot(lines);
  }

  private static XDDFCategoryAxis days(XSSFChart drawn) {
    XDDFCategoryAxis axis = drawn.createCategoryAxis(AxisPosition.BOTTOM);
    axis.setNumberFormat(DAY_FORMAT);
    return axis;
  }

  private static XDDFValueAxis values(XSSFChart drawn, AxisPosition position, String title) {
    XDDFValueAxis axis = drawn.createValueAxis(position);
    axis.setTitle(title);
    axis.setNumberFormat("#,##0");
    axis.setMinimum(0);
    axis.setCrossBetween(AxisCrossBetween.BETWEEN);
    return axis;
  }

  private static void cross(XDDFCategoryAxis days, XDDFValueAxis values) {
    days.crossAxis(values);
    values.crossAxis(days);
  }

  private static XDDFLineProperties stroke(Color color) {
    XDDFLineProperties stroke = new XDDFLineProperties(fill(color));
    stroke.setWidth(LINE_POINTS);
    return stroke;
  }

  private static XDDFSolidFillProperties fill(Color color) {
    return new XDDFSolidFillProperties(XDDFColor.from(Palette.bytes(color)));
  }

  private XDDFNumericalDataSource<Double> numbers(String header) {
    return XDDFDataSourcesFactory.fromNumericCellRange(data, rows(header));
  }

  private XDDFCategoryDataSource steps(String header) {
    return XDDFDataSourcesFactory.fromStringCellRange(data, rows(header));
  }

  /** Days are numbers to Excel, and a format makes days of them again. */
  private XDDFNumericalDataSource<Double> days(String header) {
    XDDFNumericalDataSource<Double> days = numbers(header);
    days.setFormatCode(DAY_FORMAT);
    return days;
  }

  private CellRangeAddress rows(String header) {
    int column = table.place(header);
    return new CellRangeAddress(1, table.rows().size(), column, column);
  }

  private CellReference header(String header) {
    return new CellReference(data.getSheetName(), 0, table.place(header), true, true);
  }
}

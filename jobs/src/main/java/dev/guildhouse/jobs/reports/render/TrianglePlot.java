package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The retention triangle: a row per cohort, a column per week since, each cell with its share. */
final class TrianglePlot {
  private static final double LEFT = 240;
  private static final double RIGHT = 30;

  /** How far left of the cells the days of the cohorts end. */
  private static final double DAY_END = 90;

  private static final double TOP = 118;
  private static final double BOTTOM = 64;
  private static final double TALLEST_ROW = 44;
  private static final double GAP = 2;
  private static final double LIGHT_TEXT_FROM = 38;

  /** More rows than this could not be read. */
  private static final int MOST_COHORTS = 26;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final Color PALE = new Color(0xF1F5FE);

  private TrianglePlot() {}

  static BufferedImage image(Chart.Triangle chart, ReportTable table) {
    List<List<Cell>> cohorts = table
        .rows()
        .subList(Math.max(0, table.rows().size() - MOST_COHORTS), table.rows().size());
    Canvas canvas = new Canvas(chart.title());
    double width = (ChartStyle.WIDTH - LEFT - RIGHT) / chart.weeks().size();
    double height =
        Math.min(TALLEST_ROW, (ChartStyle.HEIGHT - TOP - BOTTOM) / Math.max(1, cohorts.size()));
    Font labels = canvas.regular((float) Math.min(16, height * 0.62));
    Font shares = canvas.regular((float) Math.min(16, Math.min(height * 0.6, width * 0.36)));
    canvas.text("Joined in week of", canvas.bold(15f), LEFT - DAY_END, TOP - 12, 1);
    canvas.text("Members", canvas.bold(15f), LEFT - 10, TOP - 12, 1);
    canvas.text(
        "Weeks since joining",
        canvas.bold(15f),
        LEFT + width * chart.weeks().size() / 2,
        TOP - 34,
        0.5);
    for (int week = 0; week < chart.weeks().size(); week++) {
      canvas.text("+" + week, canvas.regular(15f), LEFT + width * (week + 0.5), TOP - 12, 0.5);
    }
    for (int row = 0; row < cohorts.size(); row++) {
      List<Cell> cohort = cohorts.get(row);
      double y = TOP + row * height;
      double baseline = y + height / 2 + labels.getSize2D() * 0.36;
      Cell day = cohort.get(table.place(chart.cohorts()));
      canvas.text(
          day instanceof Cell.Day known
              ? DAY.format(known.day())
              : PrintedCell.forPeople(day, Format.TEXT),
          labels,
          LEFT - DAY_END,
          baseline,
          1);
      canvas.text(
          PrintedCell.forPeople(cohort.get(table.place(chart.sizes())), Format.COUNT),
          labels,
          LEFT - 10,
          baseline,
          1);
      for (int week = 0; week < chart.weeks().size(); week++) {
        cell(
            canvas,
            cohort.get(table.place(chart.weeks().get(week))),
            LEFT + week * width,
            y,
            width,
            height,
            shares);
      }
    }
    legend(canvas);
    return canvas.image();
  }

  private static void cell(
      Canvas canvas, Cell share, double x, double y, double width, double height, Font font) {
    if (share.equals(Cell.NONE)) {
      return;
    }
    double baseline = y + height / 2 + font.getSize2D() * 0.36;
    if (share instanceof Cell.Decimal known) {
      double percent = known.decimal().doubleValue();
      canvas.fill(Canvas.box(x, y, width - GAP, height - GAP), shade(percent));
      canvas.text(
          known.decimal().setScale(0, RoundingMode.HALF_UP).toPlainString(),
          font,
          x + (width - GAP) / 2,
          baseline,
          0.5,
          percent >= LIGHT_TEXT_FROM ? Palette.ON_DARK : Palette.TEXT);
    } else {
      canvas.fill(Canvas.box(x, y, width - GAP, height - GAP), Palette.GAP);
    }
  }

  private static void legend(Canvas canvas) {
    double y = ChartStyle.HEIGHT - 40;
    double x = LEFT;
    Font font = canvas.regular(15f);
    for (int percent = 0; percent <= 100; percent += 20) {
      canvas.fill(Canvas.box(x, y, 44, 18), shade(percent));
      canvas.text(percent + " %", font, x + 52, y + 14, 0);
      x += 110;
    }
    canvas.fill(Canvas.box(x, y, 44, 18), Palette.GAP);
    canvas.text("not known yet, or not watched", font, x + 52, y + 14, 0);
  }

  /** From pale over the colour of bars to dark. */
  private static Color shade(double percent) {
    double part = Math.max(0, Math.min(100, percent)) / 100;
    return part <= 0.5
        ? between(PALE, Palette.BARS, part * 2)
        : between(Palette.BARS, Palette.DARK, part * 2 - 1);
  }

  private static Color between(Color from, Color to, double part) {
    return new Color(
        (int) Math.round(from.getRed() + part * (to.getRed() - from.getRed())),
        (int) Math.round(from.getGreen() + part * (to.getGreen() - from.getGreen())),
        (int) Math.round(from.getBlue() + part * (to.getBlue() - from.getBlue())));
  }
}

package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Bands between two columns of bars, as wide as many went that way. Who stayed is pale. */
final class FlowPlot {
  private static final double TOP = 96;
  private static final double BOTTOM = 36;
  private static final double LEFT_BAR = 300;
  private static final double RIGHT_BAR = 880;
  private static final double BAR = 22;

  /** As much room as a label needs, even beside the thinnest bar. */
  private static final double LOWEST_SLOT = 22;

  /** Below this nobody would see that somebody went that way. */
  private static final double THINNEST = 1.5;

  private static final double BETWEEN = 6;
  private static final int STAYED_ALPHA = 70;
  private static final int MOVED_ALPHA = 150;

  private static final List<Color> COLORS = List.of(
      Palette.BARS,
      Palette.LINE,
      new Color(0x4F9D8B),
      new Color(0xB0578D),
      new Color(0x8A6FD1),
      new Color(0xC9B037),
      new Color(0x5AA9C9),
      new Color(0xC4574E),
      Palette.MUTED);

  private record Way(String from, String to, long count) {}

  /** One bar of a column: where it begins, and how much of it is used by bands so far. */
  private static final class Bar {
    private final double top;
    private final double height;
    private final long count;
    private double used;

    private Bar(double top, double height, long count) {
      this.top = top;
      this.height = height;
      this.count = count;
    }
  }

  private final Canvas canvas;
  private final List<Way> ways = new ArrayList<>();
  private final Map<String, Color> colors = new HashMap<>();
  private final List<String> names;
  private final double scale;

  private FlowPlot(Chart.Flow chart, ReportTable table) {
    this.canvas = new Canvas(chart.title());
    Map<String, Long> sizes = new TreeMap<>();
    for (List<Cell> row : table.rows()) {
      if (row.get(table.place(chart.count())) instanceof Cell.Count count && count.count() > 0) {
        Way way = new Way(
            PrintedCell.forPeople(row.get(table.place(chart.from())), Format.TEXT),
            PrintedCell.forPeople(row.get(table.place(chart.to())), Format.TEXT),
            count.count());
        ways.add(way);
        sizes.merge(way.from(), way.count(), Long::sum);
        sizes.merge(way.to(), way.count(), Long::sum);
      }
    }
    this.names = sizes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
    for (String name : names) {
      colors.put(name, COLORS.get(Math.min(colors.size(), COLORS.size() - 1)));
    }
    this.scale = Math.min(scale(counts(true)), scale(counts(false)));
  }

  static BufferedImage image(Chart.Flow chart, ReportTable table) {
    return new FlowPlot(chart, table).draw(chart);
  }

  private BufferedImage draw(Chart.Flow chart) {
    canvas.text(chart.from(), canvas.bold(17f), LEFT_BAR, TOP - 14, 1);
    canvas.text(chart.to(), canvas.bold(17f), RIGHT_BAR + BAR, TOP - 14, 0);
    Map<String, Bar> from = bars(counts(true));
    Map<String, Bar> to = bars(counts(false));
    for (String name : names) {
      for (String other : names) {
        ways.stream()
            .filter(way -> way.from().equals(name) && way.to().equals(other))
            .forEach(way -> band(
                way,
                Objects.requireNonNull(from.get(name)),
                Objects.requireNonNull(to.get(other))));
      }
    }
    from.forEach((name, bar) -> label(name, bar, LEFT_BAR, true));
    to.forEach((name, bar) -> label(name, bar, RIGHT_BAR, false));
    return canvas.image();
  }

  private Map<String, Long> counts(boolean isFrom) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String name : names) {
      long count = ways.stream()
          .filter(way -> name.equals(isFrom ? way.from() : way.to()))
          .mapToLong(Way::count)
          .sum();
      if (count > 0) {
        counts.put(name, count);
      }
    }
    return counts;
  }

  /** Pixels per member, so that all slots of a column fit; found by halving. */
  private static double scale(Map<String, Long> counts) {
    double room = ChartStyle.HEIGHT - TOP - BOTTOM - BETWEEN * Math.max(0, counts.size() - 1);
    double low = 0;
    double high = room;
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      double needed = counts.values().stream()
          .mapToDouble(count -> Math.max(LOWEST_SLOT, count * middle))
          .sum();
      if (needed <= room) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Map<String, Bar> bars(Map<String, Long> counts) {
    Map<String, Bar> bars = new LinkedHashMap<>();
    double y = TOP;
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      double slot = Math.max(LOWEST_SLOT, entry.getValue() * scale);
      double height = entry.getValue() * scale;
      bars.put(entry.getKey(), new Bar(y + (slot - height) / 2, height, entry.getValue()));
      y += slot + BETWEEN;
    }
    return bars;
  }

  private void band(Way way, Bar from, Bar to) {
    double share = way.count() * scale;
    double width = Math.max(THINNEST, share);
    double left = LEFT_BAR + BAR;
    double middle = (left + RIGHT_BAR) / 2;
    double start = from.top + from.used;
    double end = to.top + to.used;
    Path2D path = new Path2D.Double();
    path.moveTo(left, start);
    path.curveTo(middle, start, middle, end, RIGHT_BAR, end);
    path.lineTo(RIGHT_BAR, end + width);
    path.curveTo(middle, end + width, middle, start + width, left, start + width);
    path.closePath();
    from.used += share;
    to.used += share;
    Color color = colors.getOrDefault(way.from(), Palette.MUTED);
    boolean isStay = way.from().equals(way.to());
    canvas.fill(
        path,
        new Color(
            color.getRed(),
            color.getGreen(),
            color.getBlue(),
            isStay ? STAYED_ALPHA : MOVED_ALPHA));
  }

  private void label(String name, Bar bar, double x, boolean isLeft) {
    canvas.fill(
        Canvas.box(x, bar.top, BAR, Math.max(1, bar.height)),
        colors.getOrDefault(name, Palette.MUTED));
    Font font = canvas.regular(16f);
    String text =
        name.replace('_', ' ') + "  " + PrintedCell.forPeople(Cell.of(bar.count), Format.COUNT);
    canvas.text(
        text, font, isLeft ? x - 10 : x + BAR + 10, bar.top + bar.height / 2 + 6, isLeft ? 1 : 0);
  }
}

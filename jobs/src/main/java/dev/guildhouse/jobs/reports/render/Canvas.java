package dev.guildhouse.jobs.reports.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A white picture of the usual size with a title, for what is drawn by hand. */
final class Canvas {
  private static final float TITLE_POINTS = 24f;
  private static final double TITLE_BASELINE = 48;

  private final BufferedImage image =
      new BufferedImage(ChartStyle.WIDTH, ChartStyle.HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D graphics = image.createGraphics();
  private final ChartFont font = ChartFont.load();

  Canvas(String title) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, ChartStyle.WIDTH, ChartStyle.HEIGHT);
    text(title, font.bold().deriveFont(TITLE_POINTS), ChartStyle.WIDTH / 2.0, TITLE_BASELINE, 0.5);
  }

  Font regular(float points) {
    return font.regular().deriveFont(points);
  }

  Font bold(float points) {
    return font.bold().deriveFont(points);
  }

  void fill(Shape shape, Color color) {
    graphics.setColor(color);
    graphics.fill(shape);
  }

  /**
   * Writes a line of text in the colour of all text.
   *
   * @param align where x stands in the text: 0 for its start, 0.5 for its middle, 1 for its end
   */
  void text(String text, Font with, double x, double baseline, double align) {
    text(text, with, x, baseline, align, Palette.TEXT);
  }

  void text(String text, Font with, double x, double baseline, double align, Color color) {
    if (text.isEmpty()) {
      return;
    }
    // Outlines are the same on every machine; glyphs of a cache need not be.
    TextLayout layout = new TextLayout(text, with, graphics.getFontRenderContext());
    double left = x - align * layout.getAdvance();
    graphics.setColor(color);
    graphics.fill(
        layout.getOutline(java.awt.geom.AffineTransform.getTranslateInstance(left, baseline)));
  }

  static Shape box(double x, double y, double width, double height) {
    return new Rectangle2D.Double(x, y, width, height);
  }

  /** The picture; nothing can be drawn any more. */
  BufferedImage image() {
    graphics.dispose();
    return image;
  }
}

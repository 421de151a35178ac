package dev.guildhouse.jobs.reports.render;

import java.awt.Color;
import java.util.List;

/** The colours of workbook and chart. */
public final class Palette {
  public static final Color DARK = new Color(0x1F2A44);
  public static final Color ON_DARK = Color.WHITE;
  public static final Color TEXT = new Color(0x2B2F38);
  public static final Color MUTED = new Color(0x7A8190);
  public static final Color RULE = new Color(0xD9DDE5);
  public static final Color GAP = new Color(0xECEDF0);
  public static final Color BARS = new Color(0x5B7FDB);
  public static final Color PART_BARS = new Color(0xB9C9F2);
  public static final Color LINE = new Color(0xE08A2E);
  public static final Color LINK = new Color(0x2F5FD0);

  /** Of lines that share an axis, the most important first. */
  public static final List<Color> LINES = List.of(BARS, LINE, DARK, MUTED);

  private Palette() {}

  public static byte[] bytes(Color color) {
    return new byte[] {(byte) color.getRed(), (byte) color.getGreen(), (byte) color.getBlue()};
  }
}

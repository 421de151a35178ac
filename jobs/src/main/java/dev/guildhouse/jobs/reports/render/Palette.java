package dev.guildhouse.jobs.reports.render;

import java.awt.Color;

/** The colours of workbook and chart. */
final class Palette {
  static final Color DARK = new Color(0x1F2A44);
  static final Color ON_DARK = Color.WHITE;
  static final Color TEXT = new Color(0x2B2F38);
  static final Color MUTED = new Color(0x7A8190);
  static final Color RULE = new Color(0xD9DDE5);
  static final Color GAP = new Color(0xECEDF0);
  static final Color BARS = new Color(0x5B7FDB);
  static final Color PART_BARS = new Color(0xB9C9F2);
  static final Color LINE = new Color(0xE08A2E);
  static final Color LINK = new Color(0x2F5FD0);

  private Palette() {}

  static byte[] bytes(Color color) {
    return new byte[] {(byte) color.getRed(), (byte) color.getGreen(), (byte) color.getBlue()};
  }
}

package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.schema.WarehouseException;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The font of every chart, brought along so that a chart needs none of the machine's fonts and looks
 * the same everywhere.
 */
record ChartFont(Font regular, Font bold) {
  private static final String FOLDER = "/com/formdev/flatlaf/fonts/roboto/";
  private static final String FONT_MAP = "sun.awt.fontconfig";

  /**
   * The font.
   *
   * @throws WarehouseException when this Java can load none, with what to install
   */
  static ChartFont load() {
    return new ChartFont(load("Roboto-Regular.ttf"), load("Roboto-Medium.ttf"));
  }

  private static Font load(String name) {
    try {
      return read(name);
    } catch (IOException | FontFormatException | RuntimeException noFontInstalled) {
      return loadWithoutInstalledFonts(name);
    }
  }

  /**
   * On a machine without a single font Java cannot load one from a file either, unless it is told
   * not to look for any: with a font map of its own it does not.
   */
  private static Font loadWithoutInstalledFonts(String name) {
    try {
      Path map = Files.createTempFile("guildhouse-fonts", ".properties");
      try {
        Files.writeString(map, "version=1\nsequence.allfonts=default\n");
        System.setProperty(FONT_MAP, map.toString());
        return read(name);
      } finally {
        System.clearProperty(FONT_MAP);
        Files.delete(map);
      }
    } catch (IOException | FontFormatException | RuntimeException | LinkageError e) {
      throw WarehouseException.failed(
          "draw a chart",
          "this Java cannot load a font (" + e + ")",
          "Install the font libraries that Java uses: apt-get install fontconfig libfreetype6"
              + " fonts-dejavu-core, or the same of your system.",
          e);
    }
  }

  private static Font read(String name) throws IOException, FontFormatException {
    try (InputStream file = ChartFont.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IOException(name + " is missing from the class path");
      }
      return Font.createFont(Font.TRUETYPE_FONT, file);
    }
  }
}

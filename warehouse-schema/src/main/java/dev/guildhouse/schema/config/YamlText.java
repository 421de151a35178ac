package dev.guildhouse.schema.config;

import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the text of a file that a person wrote. */
final class YamlText {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private YamlText() {}

  /**
   * Its text; empty when there is no such file.
   *
   * @param what the file is, as {@code configuration}
   */
  static String read(String what, Path file) {
    try {
      String text = Files.readString(file);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (NoSuchFileException missing) {
      return "";
    } catch (CharacterCodingException e) {
      throw WarehouseException.usage(
          "read the " + what + " " + file, "it is no UTF-8 text", "Save it as UTF-8.");
    } catch (IOException e) {
      throw WarehouseException.usage(
          "read the " + what + " " + file,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Make it a file that you may read.");
    }
  }
}

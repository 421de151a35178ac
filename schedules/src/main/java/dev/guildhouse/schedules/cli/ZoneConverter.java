package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.config.Nearest;
import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time zone by its IANA name: {@code Europe/Berlin}. */
final class ZoneConverter implements ITypeConverter<ZoneId> {
  @Override
  public ZoneId convert(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      String hint = Nearest.to(text, ZoneId.getAvailableZoneIds())
          .map(meant -> "did you mean " + meant + "?")
          .orElse("write it as Europe/Berlin");
      throw new TypeConversionException("'" + text + "' is no time zone; " + hint);
    }
  }
}

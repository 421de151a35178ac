package dev.guildhouse.schedules.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a Discord id, which is above 0 and fits 63 bits. */
final class IdConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      long id = Long.parseLong(text);
      if (id > 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Told below, with what would be understood.
    }
    throw new TypeConversionException(
        "'" + text + "' is no Discord id; write it as 197038439483310086");
  }
}

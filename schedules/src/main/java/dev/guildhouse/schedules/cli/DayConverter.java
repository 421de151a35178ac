package dev.guildhouse.schedules.cli;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a UTC day: {@code 2026-03-01}, {@code today} or {@code yesterday}. */
final class DayConverter implements ITypeConverter<LocalDate> {
  private final InstantSource clock;

  DayConverter(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public LocalDate convert(String text) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return switch (text) {
      case "today" -> today;
      case "yesterday" -> today.minusDays(1);
      default -> isoDay(text);
    };
  }

  private static LocalDate isoDay(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is no day; write it as 2026-03-01, today or yesterday");
    }
  }
}

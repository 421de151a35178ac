package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an ISO week: {@code 2026-W45}. */
final class WeekConverter implements ITypeConverter<DayRange> {
  @Override
  public DayRange convert(String text) {
    try {
      LocalDate monday = LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE);
      return Period.WEEK.holding(monday);
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no ISO week; write it as 2026-W45");
    }
  }
}

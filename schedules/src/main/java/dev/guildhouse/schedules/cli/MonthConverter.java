package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.DateTimeException;
import java.time.YearMonth;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a calendar month: {@code 2026-10}. */
final class MonthConverter implements ITypeConverter<DayRange> {
  @Override
  public DayRange convert(String text) {
    try {
      return Period.MONTH.holding(YearMonth.parse(text).atDay(1));
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no month; write it as 2026-10");
    }
  }
}

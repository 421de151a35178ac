package dev.guildhouse.schedules.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of time: {@code 90s}, {@code 10m}, {@code 1h30m}. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      Duration duration = Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Told below, with what would be understood.
    }
    throw new TypeConversionException(
        "'" + text + "' is no length of time; write it as 90s, 10m or 1h30m");
  }
}

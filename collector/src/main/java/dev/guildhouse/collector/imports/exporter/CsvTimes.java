package dev.guildhouse.collector.imports.exporter;

import dev.guildhouse.collector.imports.reading.EventTimes;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of CSV exports: {@code 05-Dec-19 10:20 AM} in a zone that has to be given, and
 * ISO 8601 with an offset, which later versions of the exporter write.
 *
 * <p>Where clocks were put back and a minute came twice, the earlier one is taken.
 */
final class CsvTimes {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int LENGTH = "05-Dec-19 10:20 AM".length();
  private static final int CENTURY = 2000;

  private final @Nullable ZoneId zone;
  private String lastText = "";
  private Time last = new Time(Instant.EPOCH, Duration.ZERO);

  /** An instant, rounded down to a precision. */
  record Time(Instant at, Duration precision) {}

  CsvTimes(@Nullable ZoneId zone) {
    this.zone = zone;
  }

  Time read(String text) {
    // Many messages share a minute.
    if (!text.equals(lastText)) {
      last = text.length() == LENGTH && text.charAt(2) == '-' ? ofMinute(text) : ofIso(text);
      lastText = text;
    }
    return last;
  }

  private Time ofMinute(String text) {
    if (zone == null) {
      throw new RefusedInput(
          "its times have no zone: say with --zone in which one they were exported, such as --zone"
              + " Europe/Berlin");
    }
    try {
      int hour = number(text, 10);
      if (hour < 1 || hour > 12) {
        throw unreadable();
      }
      LocalDateTime local = LocalDateTime.of(
          CENTURY + number(text, 7),
          1 + MONTHS.indexOf(text.substring(3, 6).toLowerCase(Locale.ROOT)),
          number(text, 0),
          hour % 12 + (isAfternoon(text) ? 12 : 0),
          number(text, 13));
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
      if (offsets.isEmpty()) {
        throw new RefusedInput("the time " + local + " never was in " + zone
            + ", because clocks were put forward: is it the right zone?");
      }
      return new Time(local.toInstant(offsets.get(0)), Duration.ofMinutes(1));
    } catch (DateTimeException e) {
      throw unreadable();
    }
  }

  private static Time ofIso(String text) {
    try {
      Instant at = EventTimes.iso(text);
      return new Time(
          Instant.ofEpochMilli(at.toEpochMilli()),
          text.indexOf('.') < 0 ? Duration.ofSeconds(1) : Duration.ofMillis(1));
    } catch (RefusedInput e) {
      throw unreadable();
    }
  }

  private static boolean isAfternoon(String text) {
    return switch (text.substring(LENGTH - 2).toUpperCase(Locale.ROOT)) {
      case "AM" -> false;
      case "PM" -> true;
      default -> throw unreadable();
    };
  }

  private static int number(String text, int offset) {
    int tens = text.charAt(offset) - '0';
    int ones = text.charAt(offset + 1) - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
      throw unreadable();
    }
    return 10 * tens + ones;
  }

  private static RefusedInput unreadable() {
    return new RefusedInput(
        "a date is neither like 05-Dec-19 10:20 AM nor ISO 8601 with an offset; other formats"
            + " depend on the language of the machine: export as JSON instead");
  }
}

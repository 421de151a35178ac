package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name UTC days: one with {@code --date}, or several with {@code --from --to}. */
final class DayOptions {
  @Option(
      names = "--date",
      paramLabel = "DAY",
      description = "One UTC day: 2026-03-01, today or yesterday.")
  private @Nullable LocalDate date;

  @Option(names = "--from", paramLabel = "DAY", description = "First day of a range.")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "Day after the last one; it is not part of the range.")
  private @Nullable LocalDate to;

  /** The days asked for; empty when none were named. */
  Optional<DayRange> days() {
    if (date != null) {
      if (from != null || to != null) {
        throw refused("--date and --from or --to are given together");
      }
      return Optional.of(DayRange.of(date));
    }
    if (from == null && to == null) {
      return Optional.empty();
    }
    if (from == null || to == null) {
      throw refused(from == null ? "--from is missing" : "--to is missing");
    }
    return Optional.of(new DayRange(from, to));
  }

  /** The days asked for, or an error that says how to ask. */
  DayRange requireDays() {
    return days().orElseThrow(() -> refused("no day is given"));
  }

  private static WarehouseException refused(String why) {
    return WarehouseException.usage(
        "tell which days are meant", why, "Give --date DAY, or --from DAY and --to DAY.");
  }
}

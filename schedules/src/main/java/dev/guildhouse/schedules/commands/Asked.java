package dev.guildhouse.schedules.commands;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.RangeText;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command as somebody gave it.
 *
 * @param options what was given, by name
 * @param range the days as they were written; null for the usual ones
 * @param rooms the channels of the guild
 */
public record Asked(
    SlashCommand command,
    Asker asker,
    Map<String, String> options,
    @Nullable String range,
    Rooms rooms) {
  public Asked {
    options = Map.copyOf(options);
  }

  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name)).filter(value -> !value.isBlank());
  }

  /** The value of an option without which the command makes no sense. */
  public String required(String name) {
    return option(name)
        .orElseThrow(() -> WarehouseException.usage(
            "do /" + command.name(), name + " is not given", "Give " + name + "."));
  }

  public Asked withRange(String days) {
    return new Asked(command, asker, options, days, rooms);
  }

  /** Refuses days that have no meaning before anything is worked out. */
  public void check(LocalDate today) {
    if (range != null) {
      RangeText.parse(range, today);
    }
  }
}

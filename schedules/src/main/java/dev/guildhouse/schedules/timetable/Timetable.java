package dev.guildhouse.schedules.timetable;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import java.util.List;

/** All schedules that there are, those that are switched off among them. */
public record Timetable(List<Schedule> schedules) {
  public Timetable {
    schedules = List.copyOf(schedules);
  }

  /** Those that are not switched off. */
  public List<Schedule> enabled() {
    return schedules.stream().filter(Schedule::isEnabled).toList();
  }

  /**
   * The schedule of that name.
   *
   * @throws WarehouseException when there is none, with all names there are
   */
  public Schedule named(String name) {
    return schedules.stream()
        .filter(schedule -> schedule.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          List<String> names = schedules.stream().map(Schedule::name).toList();
          return WarehouseException.usage(
              "find the schedule " + name,
              "there is none of that name",
              Nearest.hint(name, names) + "Schedules: " + String.join(", ", names));
        });
  }
}

package dev.guildhouse.schedules.alerts;

import dev.guildhouse.jobs.alerts.Finding;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schema.config.AlertSettings.Kind;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that looks at two days of a guild, on the second of which what it found is over. */
final class AlertOnce {
  private AlertOnce() {}

  /** Arguments: home. */
  public static void main(String[] arguments) {
    Home home = new Home(Path.of(arguments[0]));
    Config config = Config.load(home.configuration(), Map.of());
    LocalDate day = LocalDate.of(2026, 3, 1);
    List<Finding> found = List.of(
        new Finding("target dau", Kind.WARNING, "dau", List.of("One line"), false),
        new Finding("target wau", Kind.INFO, "wau", List.of("One line"), false));
    try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
      AlertBook book = new AlertBook(home, config, database, Duration.ofSeconds(5));
      book.enter(8, day, found, topic -> Optional.empty());
      book.enter(8, day.plusDays(1), List.of(), topic -> Optional.of(List.of("Over")));
    }
  }
}

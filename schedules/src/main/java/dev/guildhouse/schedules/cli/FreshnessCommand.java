package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.Freshness;
import dev.guildhouse.schedules.terminal.Table;
import picocli.CommandLine.Command;

/** How far each table is filled. */
@Command(
    name = "freshness",
    description = {
      "Shows how far each table is filled.",
      "filled_until is the day after the last one; updated_at is when a run last wrote the table."
    })
final class FreshnessCommand implements Task {
  @Override
  public ExitCode run(Workplace place) {
    Table table = Table.of("table", "filled_until", "updated_at", "release");
    try (OperationsDatabase database = place.existingOperations()) {
      if (database != null) {
        new Freshness(database)
            .list()
            .forEach(entry ->
                table.row(entry.table(), entry.filledUntil(), entry.updatedAt(), entry.release()));
      }
    }
    place.console().table(table);
    return ExitCode.OK;
  }
}

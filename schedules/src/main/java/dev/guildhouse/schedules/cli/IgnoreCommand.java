package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.Ignoring;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Leaves a member out of every number. */
@Command(
    name = "ignore",
    description = {
      "Leaves a member out of every number, and counts all days anew that are not sealed.",
      "Nothing more is taken of the member. A running collector learns of it within a minute: run it"
          + " again after it has landed what it took until then (collector.landing_seconds). What"
          + " was left out does not come back with --undo, unless it is imported again."
    })
final class IgnoreCommand implements Task {
  @Mixin
  private PersonOptions person = new PersonOptions();

  @Option(names = "--undo", description = "Counts what the member does from now on.")
  private boolean isUndo;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "15m",
      description = "Wait so long for another run to end, as 90s or 10m, before giving up with exit"
          + " code 4. Default: 15m.")
  private Duration wait = Duration.ofMinutes(15);

  @Override
  public Engine engine() {
    return isUndo ? Engine.LIGHT : Engine.SPARK;
  }

  @Override
  public ExitCode run(Workplace place) {
    person.require("ignore a member");
    Ignoring ignoring = new Ignoring(place.preparedHome(), place.clock(), place.secretStore());
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("guild_id", Long.toString(person.guild()));
    answer.put("ignored", !isUndo);
    if (isUndo) {
      answer.put("changed", ignoring.undo(person.guild(), person.user()));
    } else {
      try (OperationsDatabase database = place.operations()) {
        answer.put(
            "release",
            ignoring
                .ignore(
                    new WarehouseRuns(database, place::session, wait),
                    RunTrigger.COMMAND_LINE,
                    person.guild(),
                    person.user())
                .release());
      }
    }
    place.console().fields(answer);
    return ExitCode.OK;
  }
}

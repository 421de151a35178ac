package dev.guildhouse.schedules.commands;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * What commands work with. All of it is shared with whatever else the process does.
 *
 * @param trigger by what the history says that commands are given
 * @param session the warm session
 */
public record Office(
    Home home,
    Config config,
    InstantSource clock,
    OperationsDatabase database,
    RunTrigger trigger,
    Supplier<WarehouseSession> session) {

  /** The UTC day that it is. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Runs that wait for nobody. */
  public WarehouseRuns runs() {
    return new WarehouseRuns(database, session, Duration.ZERO);
  }

  /** Does what needs no tables, and enters it into the history: without ids of people. */
  public <T extends Answer> T entered(Asked asked, String options, Supplier<T> work) {
    RunRequest request = new RunRequest(
        "command " + asked.command().name(),
        options,
        Long.toString(asked.asker().guildId()),
        null,
        trigger);
    return runs()
        .read(
            request,
            session -> new WarehouseRuns.Answer<>(
                work.get(),
                RunEnd.of(
                    RunState.SUCCEEDED,
                    0,
                    "{}",
                    trigger == RunTrigger.DISCORD
                        ? "Done for " + asked.asker().told() + "."
                        : "Done.")));
  }
}

package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.live.Collector;
import dev.guildhouse.schema.config.Config;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Collects events from Discord until it is stopped. */
@Command(
    name = "collect",
    description = {
      "Collects events from Discord until it is stopped.",
      "Needs discord.token; collector.* decides what is collected. Stop it with Ctrl-C or SIGTERM:"
          + " what was taken is landed first."
    },
    subcommands = {CollectHistoryCommand.class, CollectReconcileCommand.class})
final class CollectCommand implements Task {
  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) throws InterruptedException {
    Config config = place.config();
    try (Collector collector = Collector.start(place.preparedHome(), config, place.clock())) {
      Runtime.getRuntime().addShutdownHook(new Thread(collector::close, "collector-stop"));
      place
          .console()
          .remark("Collecting shard "
              + config.collector().shards().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", "))
              + " of " + config.collector().shardTotal() + ". Stop with Ctrl-C or SIGTERM.");
      collector.await();
    }
    return ExitCode.OK;
  }
}

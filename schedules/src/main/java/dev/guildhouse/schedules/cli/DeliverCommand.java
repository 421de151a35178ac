package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.schedules.delivery.DeliverySummary;
import dev.guildhouse.schedules.delivery.DeliveryWorker;
import dev.guildhouse.schedules.delivery.NamedDrafts;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import dev.guildhouse.schema.config.Config;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Posts what the queue holds. */
@Command(
    name = "deliver",
    description = {
      "Posts the reports that are queued.",
      "An attempt that fails is repeated while the next one is due within ten minutes; with --once"
          + " it is left to a later call. The exit code is 1 if anything could not be posted."
    })
final class DeliverCommand implements Task {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Option(
      names = "--once",
      description = "Tries each delivery that is due once, and waits for none.")
  private boolean isOnce;

  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) {
    Config config = place.config();
    DeliverySummary summary;
    int failed;
    try (OperationsDatabase database = place.operations()) {
      Deliveries deliveries = new Deliveries(database, config.delivery().lease());
      try (DeliveryWorker worker = new DeliveryWorker(
          deliveries,
          place.home().reports(),
          config.delivery(),
          () -> DiscordConnection.open(config.discord()),
          place.clock(),
          Pause.REAL,
          new NamedDrafts(place.home(), config, place.clock()))) {
        worker.queueOrphans();
        summary = worker.drain(isOnce ? Duration.ZERO : PATIENCE);
      }
      failed = deliveries.status().counts().getOrDefault(DeliveryState.FAILED, 0);
    }
    summary.problems().forEach(place.console()::remark);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("delivered", summary.delivered());
    answer.put("waiting_to_be_repeated", failed);
    answer.put("given_up", summary.dead());
    answer.put("found_and_queued", summary.queued());
    place.console().fields(answer);
    return failed == 0 && summary.dead() == 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}

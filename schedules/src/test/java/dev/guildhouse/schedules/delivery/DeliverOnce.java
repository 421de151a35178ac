package dev.guildhouse.schedules.delivery;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.Secret;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A process that delivers what is due in a home and ends. */
final class DeliverOnce {
  private DeliverOnce() {}

  /** Starts it as a process of its own. */
  static ChildJvm start(Home home, FakeDiscord discord, String... options) throws IOException {
    return ChildJvm.start(
        List.of(options),
        DeliverOnce.class,
        home.root().toString(),
        discord.restUrl(),
        discord.gatewayUrl(),
        discord.token());
  }

  /** Arguments: home, REST URL, gateway URL, token. */
  public static void main(String[] arguments) {
    Home home = new Home(Path.of(arguments[0]));
    Config.Discord discord = new Config.Discord(
        new Secret(arguments[3]), URI.create(arguments[1]), URI.create(arguments[2]));
    Config.Delivery settings =
        new Config.Delivery(5, Duration.ofSeconds(30), Duration.ofMinutes(10));
    InstantSource clock = InstantSource.system();
    try (OperationsDatabase database = OperationsDatabase.open(home, clock);
        DeliveryWorker worker = new DeliveryWorker(
            new Deliveries(database, settings.lease()),
            home.reports(),
            settings,
            () -> DiscordConnection.open(discord),
            clock,
            Pause.REAL)) {
      worker.queueOrphans();
      System.out.println(worker.drain(Duration.ZERO));
    }
  }
}

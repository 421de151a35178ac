package dev.guildhouse.collector.live;

import dev.guildhouse.collector.journal.JournalSettings;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A collector in a process of its own, in a hurry; it says again and again how far it is. */
public final class CollectorProcess {
  private CollectorProcess() {}

  /** A collector that does everything soon. */
  static CollectorSettings hurried(Duration landing) {
    JournalSettings journal =
        new JournalSettings(Duration.ofMillis(5), 256, 4_096, 16L << 20, landing, 1 << 14);
    return new CollectorSettings(
        journal,
        Duration.ofDays(1),
        Duration.ofMillis(100),
        Duration.ofMillis(20),
        Duration.ofMillis(50));
  }

  static Config config(Home home, String restUrl, String gatewayUrl, String token) {
    return Config.load(
        home.configuration(),
        Map.of(
            "GUILDHOUSE_DISCORD_TOKEN", token,
            "GUILDHOUSE_DISCORD_REST_URL", restUrl,
            "GUILDHOUSE_DISCORD_GATEWAY_URL", gatewayUrl));
  }

  /**
   * @param arguments home, REST and gateway URL, token
   */
  public static void main(String[] arguments) throws InterruptedException {
    Home home = new Home(Path.of(arguments[0])).prepare();
    Collector collector = Collector.start(
        home,
        config(home, arguments[1], arguments[2], arguments[3]),
        hurried(Duration.ofMillis(300)),
        InstantSource.system(),
        WatchListener.NONE);
    Runtime.getRuntime().addShutdownHook(new Thread(collector::close));
    Thread teller = new Thread(() -> {
      try {
        while (true) {
          System.out.println(
              "at " + collector.taken() + " " + (collector.isReady() ? collector.guilds() : 0));
          System.out.flush();
          Thread.sleep(20);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    teller.setDaemon(true);
    teller.start();
    collector.await();
  }
}

package dev.guildhouse.collector.live;

import dev.guildhouse.collector.journal.JournalSettings;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.home.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
        Duration.ofMillis(200),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100));
  }

  static Config config(Home home, String restUrl, String gatewayUrl, String token) {
    return Config.load(
        home.configuration(),
        Map.of(
            "GUILDHOUSE_DISCORD_TOKEN", token,
            "GUILDHOUSE_DISCORD_REST_URL", restUrl,
            "GUILDHOUSE_DISCORD_GATEWAY_URL", gatewayUrl));
  }

  /** A clock that stands still and goes on to the instants that are written to it, one a line. */
  private static final class ToldClock implements InstantSource {
    private volatile Instant now;

    ToldClock(Instant start) {
      now = start;
    }

    @Override
    public Instant instant() {
      return now;
    }

    void listen() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          now = Instant.parse(line);
          System.out.println("now " + now);
          System.out.flush();
        }
      } catch (IOException ended) {
        // Nobody tells the time any more.
      }
    }
  }

  /**
   * @param arguments home, REST and gateway URL, token; and an instant if the clock stands still
   */
  public static void main(String[] arguments) throws InterruptedException {
    Home home = new Home(Path.of(arguments[0])).prepare();
    InstantSource clock = InstantSource.system();
    if (arguments.length > 4) {
      ToldClock told = new ToldClock(Instant.parse(arguments[4]));
      daemon(told::listen);
      clock = told;
    }
    Collector collector = Collector.start(
        home,
        config(home, arguments[1], arguments[2], arguments[3]),
        hurried(Duration.ofMillis(300)),
        clock);
    Runtime.getRuntime().addShutdownHook(new Thread(collector::close));
    daemon(() -> tell(collector));
    collector.await();
  }

  private static void tell(Collector collector) {
    try {
      while (true) {
        System.out.println("at " + collector.taken() + " "
            + (collector.isReady() ? collector.guilds() : 0) + " " + collector.guildsBehind() + " "
            + collector.events().get(EventType.ROLE_CREATE));
        System.out.flush();
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }
}

package dev.guildhouse.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.ChildJvm;
import dev.guildhouse.collector.fake.FakeDiscord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** A running {@link CollectorProcess}, and how far it says that it is. */
final class Collecting {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private volatile long taken;
  private volatile int guilds;

  private Collecting(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read);
    reader.setDaemon(true);
    reader.start();
  }

  static Collecting start(Path home, FakeDiscord discord) throws IOException {
    return new Collecting(ChildJvm.start(
        CollectorProcess.class,
        List.of("-Xmx256m"),
        home,
        discord.restUrl(),
        discord.gatewayUrl(),
        discord.token()));
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("at ")) {
          String[] words = line.split(" ", -1);
          guilds = Integer.parseInt(words[2]);
          taken = Long.parseLong(words[1]);
        } else {
          System.err.println(line);
        }
      }
    } catch (IOException ended) {
      // Killed in the middle of a line.
    }
  }

  void awaitGuilds(int count) {
    until(() -> guilds == count);
  }

  /** Waits until no more comes. */
  void awaitQuiet() throws InterruptedException {
    long before = -1;
    while (before != taken) {
      before = taken;
      Thread.sleep(400);
    }
  }

  long taken() {
    return taken;
  }

  void awaitTaken(long count) {
    until(() -> taken >= count);
  }

  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Ends it as an operator would. */
  int terminate() throws InterruptedException {
    process.toHandle().destroy();
    return process.waitFor();
  }

  static void until(Callable<Boolean> condition) {
    Instant end = Instant.now().plus(PATIENCE);
    try {
      while (!condition.call()) {
        assertThat(Instant.now()).as("waited in vain").isBefore(end);
        Thread.sleep(10);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

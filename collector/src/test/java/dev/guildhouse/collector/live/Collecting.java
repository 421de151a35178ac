package dev.guildhouse.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.ChildJvm;
import dev.guildhouse.collector.fake.FakeDiscord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A running {@link CollectorProcess}, and how far it says that it is. */
public final class Collecting {
  /** On a loaded machine a JVM alone takes a minute to start. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Queue<Process> STARTED = new ConcurrentLinkedQueue<>();

  private final Process process;
  private volatile long taken;
  private volatile int guilds;
  private volatile int behind;
  private volatile long roles;
  private volatile Instant now = Instant.MIN;

  private Collecting(Process process) {
    this.process = process;
    STARTED.add(process);
    Thread reader = new Thread(this::read);
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one whose clock stands still, until {@link #moveTo}. */
  public static Collecting start(Path home, FakeDiscord discord, Instant now) throws IOException {
    return start(home, discord, List.of(now));
  }

  /** Moves its clock. What was sent before may still be read at the new time: see {@link #awaitRoles}. */
  public void moveTo(Instant instant) throws IOException {
    Writer told = process.outputWriter(StandardCharsets.UTF_8);
    told.write(instant + "\n");
    told.flush();
    until(() -> now.equals(instant));
  }

  /** Waits until it has read so many roles being made, and so all that came before the last. */
  public void awaitRoles(long count) {
    until(() -> roles >= count);
  }

  /** Waits until it watches a guild and REST has told what was missed. */
  public void awaitCaughtUp() {
    until(() -> guilds == 1 && behind == 0);
  }

  /** Ends all that a test has left running, as one that failed does. */
  public static void endAll() {
    for (Process left = STARTED.poll(); left != null; left = STARTED.poll()) {
      left.destroyForcibly();
    }
  }

  static Collecting start(Path home, FakeDiscord discord) throws IOException {
    return start(home, discord, List.of());
  }

  private static Collecting start(Path home, FakeDiscord discord, List<Instant> now)
      throws IOException {
    List<Object> arguments =
        new ArrayList<>(List.of(home, discord.restUrl(), discord.gatewayUrl(), discord.token()));
    arguments.addAll(now);
    return new Collecting(
        ChildJvm.start(CollectorProcess.class, List.of("-Xmx256m"), arguments.toArray()));
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("now ")) {
          now = Instant.parse(line.substring(4));
        } else if (line.startsWith("at ")) {
          String[] words = line.split(" ", -1);
          behind = Integer.parseInt(words[3]);
          roles = Long.parseLong(words[4]);
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

  public void awaitGuilds(int count) {
    until(() -> guilds == count);
  }

  /** Waits until no more comes. */
  public void awaitQuiet() throws InterruptedException {
    long before = -1;
    while (before != taken) {
      before = taken;
      Thread.sleep(400);
    }
  }

  public long taken() {
    return taken;
  }

  public void awaitTaken(long count) {
    until(() -> taken >= count);
  }

  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Ends it as an operator would. */
  public int terminate() throws InterruptedException {
    process.toHandle().destroy();
    return process.waitFor();
  }

  public static void until(Callable<Boolean> condition) {
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

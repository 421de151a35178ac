package dev.guildhouse.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.ChildJvm;
import dev.guildhouse.schema.home.StopPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills a process that takes events, and looks for every event that it had counted as taken. */
@Tag("acceptance")
class JournalKillIT {
  private static final int FEW = 6;

  @TempDir
  Path folder;

  private JournalHome place;

  @BeforeEach
  void home() {
    place = new JournalHome(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Journal.WRITTEN,
        Journal.FORCED,
        Journal.SEGMENT_CLOSED,
        JournalLander.LANDED,
      })
  void afterADeathAnywhereEveryTakenEventIsLandedOnce(String stop) throws Exception {
    Process dying = start(List.of("-D" + StopPoint.PROPERTY + "=" + stop), 0, 20_000);
    long taken = lastTold(dying);
    assertThat(dying.waitFor()).isEqualTo(StopPoint.EXIT_CODE);

    Process next = start(List.of(), taken, 500);
    long afterwards = lastTold(next);
    assertThat(next.waitFor()).isZero();

    requireOnceEach(afterwards);
    assertThat(place.segments()).isEmpty();
  }

  /** Deaths at moments that nobody chose: a few, or so many as {@code -Dguildhouse.deaths} says. */
  @Test
  void afterDeathsAtRandomMomentsEveryTakenEventIsLandedOnce() throws Exception {
    Random random = new Random(20);
    long taken = 0;
    int deaths = Integer.getInteger("guildhouse.deaths", FEW);
    for (int death = 0; death < deaths; death++) {
      Process dying = start(List.of(), taken, 1_000_000);
      taken = Math.max(taken, killedAfter(dying, random.nextInt(400)));
    }
    place.landAll();
    requireOnceEach(taken);
    System.out.println(deaths + " deaths, " + taken + " events taken");
  }

  /** Kills a process some time after its first word; yields how many events it counted as taken. */
  private static long killedAfter(Process dying, int millis)
      throws IOException, InterruptedException {
    CountDownLatch speaks = new CountDownLatch(1);
    Thread killer = new Thread(() -> {
      try {
        speaks.await();
        dying.waitFor(millis, TimeUnit.MILLISECONDS);
        dying.toHandle().destroyForcibly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    killer.start();
    long told = 0;
    try (BufferedReader lines = dying.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told = Long.parseLong(line);
        speaks.countDown();
      }
    }
    speaks.countDown();
    killer.join();
    return told;
  }

  private Process start(List<String> options, long first, long count) throws IOException {
    return ChildJvm.start(JournalProcess.class, options, folder, first, count);
  }

  private static long lastTold(Process process) throws IOException {
    long told = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told = Long.parseLong(line);
      }
    }
    return told;
  }

  private void requireOnceEach(long taken) {
    List<Long> landed = place.landedSubjects();
    Set<Long> distinct = new HashSet<>(landed);
    assertThat(distinct).as("each once").hasSameSizeAs(landed);
    assertThat(LongStream.range(0, taken)
            .filter(event -> !distinct.contains(event))
            .boxed())
        .as("taken and not landed")
        .isEmpty();
  }
}

package dev.guildhouse.bench;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.collector.simulate.truth.TruthDetail;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A simulated guild whose landing files are made once, and linked into the homes of many runs.
 *
 * @param root home that is never run
 */
record SimulatedHome(Path root) {
  private static final long SEED = 5;

  /** Simulates the guild, unless the folder holds it from an earlier time. */
  static SimulatedHome of(
      Path work, LocalDate from, int days, long eventsPerDay, int members, int channels) {
    Path root = work.resolve("guild-" + from + "-" + days + "x" + eventsPerDay);
    Path done = root.resolve("simulated");
    if (!Files.exists(done)) {
      delete(root);
      SimulationPlan plan = SimulationPlan.of(1, members, channels, days, eventsPerDay, SEED, from)
          .with(TruthDetail.NONE);
      long events = SimulatedLanding.land(plan, new Home(root)).events();
      write(done, events + " events\n");
      System.out.println("Simulated " + events + " events in " + root);
    }
    return new SimulatedHome(root);
  }

  /** A new home that knows the guild and has received nothing yet; an older one is deleted. */
  Home emptyHome(Path folder) {
    delete(folder);
    Home home = new Home(folder).prepare();
    try {
      Files.createDirectories(home.secrets());
      for (Path secret : files(new Home(root).secrets())) {
        Files.copy(secret, home.secrets().resolve(secret.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return home;
  }

  /** Links what was received on a day into the landing folder of a home. */
  void land(LocalDate day, Home home) throws IOException {
    Path from = LandingLayout.of(new Home(root)).events();
    Path to = LandingLayout.of(home).events();
    for (Path file : files(from.resolve("received_date=" + day))) {
      Path link = to.resolve(from.relativize(file));
      Files.createDirectories(link.getParent());
      Files.createLink(link, file);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

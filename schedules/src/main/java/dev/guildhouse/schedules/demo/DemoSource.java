package dev.guildhouse.schedules.demo;

import dev.guildhouse.collector.imports.ImportListener;
import dev.guildhouse.collector.imports.ImportOptions;
import dev.guildhouse.collector.imports.ImportReport;
import dev.guildhouse.collector.imports.ImportResult.Refused;
import dev.guildhouse.collector.imports.ImportRun;
import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the demonstration is about: two real days of a support channel, and an invented guild that
 * does everything a guild can do. Both are the same on every machine and every day.
 */
final class DemoSource {
  static final long SAMPLE_GUILD = 700_000_000_000_000_000L;
  static final DayRange SAMPLE_DAYS =
      DayRange.through(LocalDate.of(2020, 8, 9), LocalDate.of(2020, 8, 11));

  /** Six whole weeks. */
  private static final SimulationPlan PLAN =
      SimulationPlan.of(1, 400, 12, 42, 1_000, 7, LocalDate.of(2026, 1, 5));

  private final Home home;
  private final Path samples;
  private final InstantSource clock;

  /**
   * @param installation the folder that holds {@code samples}
   */
  DemoSource(Home home, Path installation, InstantSource clock) {
    this.home = home;
    this.samples = installation.resolve("samples").resolve("ubuntu-irc");
    this.clock = clock;
  }

  static long simulatedGuild() {
    return PLAN.guildIds().get(0);
  }

  /** Every day of both guilds. */
  static DayRange days() {
    return new DayRange(SAMPLE_DAYS.from(), PLAN.range().to());
  }

  /** The last week of the invented guild. */
  static DayRange lastWeek() {
    return new DayRange(PLAN.range().to().minusWeeks(1), PLAN.range().to());
  }

  /** Whose words the sample holds, and under which licence. */
  Path attribution() {
    return samples.resolve("ATTRIBUTION.md");
  }

  /**
   * Refuses a home that holds other guilds, among which invented ones would be no joke.
   *
   * @throws WarehouseException that says how to choose another one
   */
  void requireOwnHome() {
    NavigableSet<Long> others =
        new TreeSet<>(new ReleaseStore(home.warehouse()).current().ledger().guilds());
    others.removeAll(List.of(SAMPLE_GUILD, simulatedGuild()));
    if (!others.isEmpty()) {
      throw WarehouseException.usage(
          "run the demo in " + home.root(),
          "it holds " + others.size() + " other guild(s), and the demo's would be among them",
          "Choose an empty folder: guildhouse demo --home DIR");
    }
    if (!Files.isDirectory(samples)) {
      throw WarehouseException.failed(
          "run the demo", "there is no " + samples, "Run it from a whole checkout of Guildhouse.");
    }
  }

  /** Names both guilds for people to read, unless there is a configuration already. */
  void configure() {
    if (Files.exists(home.configuration())) {
      return;
    }
    try {
      DurableFiles.publishText("""
          # Written by guildhouse demo.
          guilds:
            - id: %d
              name: Ubuntu support (two days of 2020)
            - id: %d
              name: An invented guild
          """.formatted(SAMPLE_GUILD, simulatedGuild()), home.configuration());
    } catch (IOException e) {
      throw WarehouseException.failed(
          "write " + home.configuration(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the folder can be written and has room.",
          e);
    }
  }

  /** Lands the sample. */
  ImportReport importSample(GuildSecrets secrets) {
    ImportOptions options = ImportOptions.of(LandingLayout.of(home), secrets, clock.instant());
    ImportReport report = new ImportRun(options, ImportListener.NONE).of(List.of(samples));
    Optional<Refused> refused = report.of(Refused.class).findFirst();
    if (refused.isPresent()) {
      throw WarehouseException.failed(
          "import " + refused.get().path(),
          refused.get().line(),
          "Restore the folder samples from the repository.");
    }
    return report;
  }

  /** Lands the invented guild; false if it has landed before. */
  boolean simulate(GuildSecrets secrets) {
    if (Files.exists(SimulatedLanding.truthFolder(PLAN, home).resolve("truth.json"))) {
      return false;
    }
    SimulatedLanding.land(PLAN, home, secrets);
    return true;
  }
}

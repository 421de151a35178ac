package dev.guildhouse.schedules.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.collector.simulate.truth.Truth;
import dev.guildhouse.collector.simulate.truth.TruthFile;
import dev.guildhouse.jobs.lake.WriterLease;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain on simulated guilds: every number of every rollup equals the simulator's truth. */
class SimulatedWarehouseIT {
  private static final LocalDate FROM = LocalDate.of(2026, 1, 24);

  @TempDir
  private Path folder;

  @Test
  void everyRollupEqualsTheTruthAfterOneBackfill() {
    Home home = new Home(folder);
    SimulationPlan plan = SimulationPlan.of(2, 60, 8, 12, 3_000, 7, FROM);
    SimulatedLanding.Landed landed = SimulatedLanding.land(plan, home);
    Truth truth = TruthFile.read(landed.truth().orElseThrow());
    WarehouseSession session = session(home);
    RunResult result = session
        .runner()
        .backfill(new DayRange(FROM, FROM.plusDays(20)), Reprocess.MISSING, new FirstLease(), 1);
    result.jobs().forEach(System.out::println);
    TruthComparison comparison = new TruthComparison(truth, session.lake().reader());
    List<String> differences = comparison.differences();
    assertThat(differences).isEmpty();
    assertThat(comparison.compared()).isGreaterThan(10_000);
  }

  @Test
  void nightAfterNightGivesTheSameTablesAsOneBackfill() {
    Home home = new Home(folder);
    SimulationPlan plan = SimulationPlan.of(2, 40, 6, 9, 1_500, 11, FROM);
    Truth truth = TruthFile.read(SimulatedLanding.land(plan, home).truth().orElseThrow());
    WarehouseSession session = session(home);
    Path events = home.landing().resolve("events");
    Path later = home.landing().resolve("later");
    move(events, later);
    long run = 0;
    for (LocalDate day : plan.received().days()) {
      String partition = "received_date=" + day;
      if (Files.exists(later.resolve(partition))) {
        move(later.resolve(partition), events.resolve(partition));
      }
      run++;
      RunResult night = session.runner().nightly(day, new FirstLease(), run);
      System.out.println(day + " " + night.release() + " "
          + night.jobs().stream().mapToLong(j -> j.took().toMillis()).sum() + " "
          + night.jobs().size());
    }
    assertThat(new TruthComparison(truth, session.lake().reader()).differences())
        .isEmpty();
  }

  private static void move(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WarehouseSession session(Home home) {
    return WarehouseSession.open(
        home,
        Config.load(home.configuration(), Map.of("GUILDHOUSE_SPARK_MASTER", "local[2]")),
        InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z")));
  }

  private record FirstLease() implements WriterLease {
    @Override
    public long fence() {
      return 1;
    }

    @Override
    public void check() {}
  }
}

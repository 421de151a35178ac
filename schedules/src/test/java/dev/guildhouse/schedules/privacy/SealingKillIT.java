package dev.guildhouse.schedules.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.jobs.lake.Lake;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.DeathStops;
import dev.guildhouse.schedules.warehouse.FilledHomes;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.identity.SealingMappings;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sealing that dies at every step, each time run again, ends as one that nobody disturbed. */
@Tag("acceptance")
class SealingKillIT {
  private static final YearMonth MONTH = YearMonth.of(2026, 1);
  private static final DayRange DAYS =
      new DayRange(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 2));

  /** In the order in which a sealing comes by. */
  private static final List<String> ALL_STOPS = List.of(
      "seal.folded",
      "seal.mapped",
      "seal.table",
      "seal.dropped",
      "seal.written",
      "release.before-publish",
      "seal.published",
      "sweep.hidden",
      "sweep.file",
      "sweep.table",
      "sweep.release",
      "sweep.checkpoint",
      "sweep.log",
      "seal.swept",
      "seal.cleaned",
      "seal.proven",
      "seal.secrets",
      "secrets.condemned",
      "secrets.erased",
      "seal.destroyed");

  private static final List<String> STOPS =
      DeathStops.of(ALL_STOPS, "seal.cleaned", "secrets.condemned");

  @TempDir
  private Path folder;

  @Test
  void aSealingThatDiesAtEveryStepIsCompletedByTheNext() throws Exception {
    Home home = filled();
    SealedFigures before = figures(home);
    List<String> output = new ArrayList<>();
    for (String stop : STOPS) {
      try (ChildJvm doomed = SealOnce.start(home, MONTH, "-D" + StopPoint.PROPERTY + "=" + stop)) {
        List<String> lines = doomed.lines();
        assertThat(doomed.exitCode())
            .as(() -> stop + "\n" + String.join("\n", lines))
            .isEqualTo(StopPoint.EXIT_CODE);
        output.addAll(lines);
      }
    }
    try (ChildJvm last = SealOnce.start(home, MONTH)) {
      List<String> lines = last.lines();
      assertThat(lines).contains("ended");
      output.addAll(lines);
    }
    assertThat(figures(home)).isEqualTo(before);
    assertThat(output.stream().filter(line -> line.startsWith("destroyed")))
        .doesNotHaveDuplicates();
    SealingMappings mappings = new SealingMappings(TestWarehouse.secrets(home));
    lake(home)
        .releases()
        .current()
        .ledger()
        .guilds()
        .forEach(guild -> assertThat(mappings.isDestroyed(guild, MONTH)).isTrue());
  }

  @Test
  void ofTwoAtOnceOneWaitsAndFindsItDone() throws Exception {
    Home home = filled();
    SealedFigures before = figures(home);
    try (ChildJvm one = SealOnce.start(home, MONTH);
        ChildJvm two = SealOnce.start(home, MONTH)) {
      List<String> lines =
          Stream.concat(one.lines().stream(), two.lines().stream()).toList();
      assertThat(lines.stream().filter("ended"::equals)).hasSize(2);
      assertThat(lines.stream().filter(line -> line.startsWith("destroyed"))).hasSize(2);
    }
    assertThat(figures(home)).isEqualTo(before);
  }

  private Home filled() throws IOException {
    Home home = new Home(folder.resolve("home")).prepare();
    FilledHomes.copy("sealing-kill", home, SealingKillIT::fill);
    return home;
  }

  private static void fill(Home home) {
    SimulationPlan plan = SimulationPlan.of(2, 20, 4, DAYS.length(), 300, 5, DAYS.from());
    // With its truth beside the events, which the proof reads as it reads everything.
    SimulatedLanding.land(plan, home);
    WarehouseSession session = TestWarehouse.of(home);
    session.runner().backfill(DAYS, Reprocess.MISSING, TestWarehouse.LEASE, 1);
  }

  private static SealedFigures figures(Home home) {
    return SealedFigures.of(lake(home).reader(), MONTH);
  }

  private static Lake lake(Home home) {
    return TestWarehouse.of(home).lake();
  }
}

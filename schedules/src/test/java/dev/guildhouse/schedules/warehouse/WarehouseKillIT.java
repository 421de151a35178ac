package dev.guildhouse.schedules.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.collector.simulate.truth.Truth;
import dev.guildhouse.collector.simulate.truth.TruthFile;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.DeathStops;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfills that die at bad moments, and two at once: the tables are those of one quiet run. */
@Tag("acceptance")
class WarehouseKillIT {
  private static final List<String> STOPS = DeathStops.of(
      List.of(
          "ingest.written",
          "commit.activity_hourly",
          "release.before-publish",
          "release.published"),
      "commit.activity_hourly",
      // The last, after which nothing is left to publish.
      "release.published");

  @TempDir
  private Path folder;

  @Test
  void runsThatDieLeaveNothingThatTheNextDoesNotMend() throws Exception {
    Home home = new Home(folder);
    SimulationPlan plan = SimulationPlan.of(1, 30, 5, 2, 300, 3, LocalDate.of(2026, 1, 31));
    Truth truth = TruthFile.read(SimulatedLanding.land(plan, home).truth().orElseThrow());
    for (String stop : STOPS) {
      try (ChildJvm doomed = BackfillOnce.start(
          home, plan.range(), Reprocess.MISSING, "-D" + StopPoint.PROPERTY + "=" + stop)) {
        List<String> output = doomed.lines();
        assertThat(doomed.exitCode())
            .as(() -> stop + "\n" + String.join("\n", output))
            .isEqualTo(StopPoint.EXIT_CODE);
      }
    }
    try (ChildJvm last = BackfillOnce.start(home, plan.range(), Reprocess.MISSING)) {
      assertThat(last.lines()).contains("published false");
    }
    assertThat(differences(truth, home)).isEmpty();
  }

  @Test
  void twoProcessesAtOnceLoseNothing() throws Exception {
    Home home = new Home(folder);
    SimulationPlan plan = SimulationPlan.of(1, 30, 5, 2, 300, 4, LocalDate.of(2026, 3, 10));
    Truth truth = TruthFile.read(SimulatedLanding.land(plan, home).truth().orElseThrow());
    try (ChildJvm one = BackfillOnce.start(home, plan.range(), Reprocess.ALL);
        ChildJvm two = BackfillOnce.start(home, plan.range(), Reprocess.ALL)) {
      assertThat(one.lines()).contains("published true");
      assertThat(two.lines()).contains("published true");
    }
    assertThat(differences(truth, home)).isEmpty();
  }

  private static List<String> differences(Truth truth, Home home) {
    WarehouseSession session = TestWarehouse.of(home);
    return new TruthComparison(truth, session.lake().reader()).differences();
  }
}

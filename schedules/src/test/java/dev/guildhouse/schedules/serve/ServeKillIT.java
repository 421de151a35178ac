package dev.guildhouse.schedules.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.DeathStops;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import dev.guildhouse.schedules.operations.slots.Slot;
import dev.guildhouse.schedules.operations.slots.SlotState;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.TruthComparison;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real {@code serve} that is killed in the middle of a night's commit and of a post, and the ones
 * that are started after it: each slot succeeds once, the tables are right, the report arrives once.
 */
@Tag("acceptance")
class ServeKillIT {
  private static final Duration HOLD = Duration.ofMinutes(10);

  private static final List<String> STOPS = DeathStops.of(
      List.of(
          "slot.begun",
          "ingest.written",
          "commit.activity_hourly",
          "release.before-publish",
          "release.published",
          "slot.done",
          "report.before-queue",
          "deliver.claimed",
          "deliver.sent",
          "deliver.recorded"),
      "commit.activity_hourly");

  @TempDir
  private Path folder;

  @Test
  @Timeout(600)
  void slotsSucceedOnceAndTheReportArrivesOnceWhateverDies() throws Exception {
    Home home = new Home(folder).prepare();
    try (FakeDiscord discord = FakeDiscord.start(InstantSource.system())) {
      ServedHome served = ServedHome.of(home, discord);
      try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
        served.makeDue(database);
      }
      for (String stop : STOPS) {
        try (ChildJvm doomed = served.serve("-D" + StopPoint.PROPERTY + "=" + stop)) {
          List<String> output = doomed.lines();
          assertThat(doomed.exitCode())
              .as(() -> stop + "\n" + String.join("\n", output))
              .isEqualTo(StopPoint.EXIT_CODE);
        }
      }
      try (ChildJvm last = served.serve();
          OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
        Deliveries deliveries = new Deliveries(database, HOLD);
        served.awaitReady();
        // One that died after the post has left the slot of its report to be run again.
        while (deliveries.status().counts().get(DeliveryState.DELIVERED) == 0
            || !new Slots(database).successes().containsKey("weekly_community")
            || !served.get("/metrics").body().contains("guildhouse_schedule_running 0\n")) {
          Thread.sleep(100);
        }
        assertThat(served.get("/health").body()).isEqualTo("ok\n");
        assertThat(served.get("/ready").statusCode()).isEqualTo(200);
        assertThat(served.get("/metrics").body())
            .contains(
                "guildhouse_deliveries{state=\"delivered\"} 1",
                "guildhouse_schedule_last_success_timestamp_seconds{schedule=\"nightly\"} 1",
                "guildhouse_schedule_running 0");
        HttpResponse<String> report = served.get("/diff-report?range=2d");
        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.body()).contains("\"within_tolerance\" : true").doesNotContain("false");
        last.end();
        last.lines();
        assertThat(last.exitCode()).isEqualTo(143);
        List<Slot> slots = new Slots(database)
            .newest(null, 100).stream()
                .filter(slot -> !slot.message().equals("known before"))
                .toList();
        assertThat(slots)
            .filteredOn(slot -> slot.state() != SlotState.SKIPPED)
            .extracting(Slot::schedule)
            .containsOnlyOnce("nightly", "weekly_community")
            .contains("ingest");
        assertThat(slots)
            .extracting(Slot::state)
            .containsOnly(SlotState.SUCCEEDED, SlotState.SKIPPED);
        assertThat(slots)
            .filteredOn(slot -> slot.schedule().equals("nightly"))
            .extracting(Slot::attempts)
            .allMatch(attempts -> attempts >= 2);
      }
      assertThat(discord.messages(ServedHome.CHANNEL)).hasSize(1);
      assertThat(
              new TruthComparison(served.truth(), TestWarehouse.of(home).lake().reader())
                  .differences())
          .isEmpty();
    }
  }
}

package dev.guildhouse.schedules.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.Run;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.operations.slots.Slot;
import dev.guildhouse.schedules.operations.slots.SlotState;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two real {@code serve} on one PostgreSQL, of which one is stopped in the middle of a slot. */
@Tag("acceptance")
class ServeTwiceIT {
  @TempDir
  private Path folder;

  @Test
  @Timeout(300)
  void whatAStoppedProcessDoesAfterAnotherTookOverCountsForNothing() throws Exception {
    Home home = new Home(folder).prepare();
    try (OperationsDatabase database = Engine.POSTGRES.open(InstantSource.system())) {
      Files.writeString(home.configuration(), """
          operations: {jdbc_url: "%s", user: postgres, password: postgres}
          spark: {master: "local[1]"}
          serve: {lease_seconds: 2}
          """.formatted(Engine.POSTGRES.url()));
      Instant due = ServedHome.thisMinute();
      ServedHome.only(home, due, "verify");
      Slots slots = new Slots(database);
      slots.skip("verify", due.minus(Duration.ofDays(1)), 0, "known before");
      try (ChildJvm stopped = ServedHome.serve(home)) {
        await(slots, slot -> slot.state() == SlotState.RUNNING);
        stopped.signal("STOP");
        try (ChildJvm other = ServedHome.serve(home)) {
          Slot done = await(slots, slot -> slot.state() == SlotState.SUCCEEDED);
          assertThat(done.attempts()).isEqualTo(2);
          stopped.signal("CONT");
          List<Run> runs = List.of();
          while (runs.size() < 2
              || runs.stream().anyMatch(run -> run.state() == RunState.RUNNING)) {
            Thread.sleep(100);
            runs = new Runs(database).list(RunFilter.newest(10).ofJob("verify"));
          }
          // Its end comes right after that of its run.
          Thread.sleep(500);
          assertThat(runs).hasSize(2);
          assertThat(slots.find("verify", done.at())).contains(done);
          assertThat(slots.open("verify")).isEmpty();
          for (ChildJvm one : List.of(stopped, other)) {
            one.end();
            one.lines();
            assertThat(one.exitCode()).isEqualTo(143);
          }
        }
      }
    }
  }

  /** H2 closes its file as soon as the process that opened it is told to end. */
  @Test
  @Timeout(120)
  void whatRunsWhenItIsToldToStopEndsFirstOrIsLeftToTheNext() throws Exception {
    Home home = new Home(folder).prepare();
    Files.writeString(home.configuration(), "spark: {master: \"local[1]\"}\n");
    Instant due = ServedHome.thisMinute();
    ServedHome.only(home, due, "verify");
    try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
      new Slots(database).skip("verify", due.minus(Duration.ofDays(1)), 0, "known before");
    }
    try (ChildJvm served = ServedHome.serve(home)) {
      Path lock = home.operations().resolve("guildhouse.lock.db");
      while (!Files.exists(lock)) {
        Thread.sleep(20);
      }
      try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
        // Begun, and perhaps over before anybody could look.
        await(new Slots(database), slot -> slot.at().equals(due));
      }
      served.end();
      List<String> output = served.lines();
      assertThat(served.exitCode()).as(String.join("\n", output)).isEqualTo(143);
    }
    try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
      Slot ended = new Slots(database).newest("verify", 1).get(0);
      if (ended.state() == SlotState.SUCCEEDED) {
        assertThat(ended.attempts()).isEqualTo(1);
      } else {
        // Told to stop before Spark was up, which then cannot start any more.
        assertThat(ended.message()).isEqualTo("Its process was stopped.");
        assertThat(ended.attempts()).isZero();
        assertThat(ended.nextAttemptAt()).isNotNull();
      }
    }
  }

  private static Slot await(Slots slots, Predicate<Slot> isWanted) throws InterruptedException {
    while (true) {
      Optional<Slot> slot = slots.newest("verify", 1).stream().filter(isWanted).findFirst();
      if (slot.isPresent()) {
        return slot.get();
      }
      Thread.sleep(20);
    }
  }
}

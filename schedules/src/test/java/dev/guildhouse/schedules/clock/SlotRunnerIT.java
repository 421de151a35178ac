package dev.guildhouse.schedules.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.leases.Lease;
import dev.guildhouse.schedules.operations.leases.Leases;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.slots.Slot;
import dev.guildhouse.schedules.operations.slots.SlotState;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.timetable.CatchUp;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.timetable.Timetable;
import dev.guildhouse.schedules.work.WorkDone;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of slots that fail, last too long, wait for others or lose their process. */
@Tag("acceptance")
@ParameterizedClass
@EnumSource(Engine.class)
class SlotRunnerIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant START = TestClock.START;

  @Parameter
  private Engine engine;

  private final TestClock clock = new TestClock();
  private final FakeWork work = new FakeWork();
  private OperationsDatabase database;
  private Slots slots;

  @BeforeEach
  void open() {
    database = engine.open(clock);
    slots = new Slots(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void missedSlotsAreRunInOrderAndNothingBefore() {
    Schedule all = ScheduleOf.every("all", MINUTE, CatchUp.ALL);
    SlotRunner runner = runner(all);
    assertThat(runner.next(all)).isEqualTo(START.plusSeconds(60));
    clock.advance(Duration.ofMinutes(3));
    drain(runner, all);
    assertThat(work.ran)
        .containsExactly(
            "all 2026-03-02T10:01:00Z", "all 2026-03-02T10:02:00Z", "all 2026-03-02T10:03:00Z");
    assertThat(slots.newest("all", 9)).extracting(Slot::state).containsOnly(SlotState.SUCCEEDED);
  }

  @Test
  void onlyTheLastOfMissedSlotsIsRunAndTheOthersAreTold() {
    Schedule last = ScheduleOf.every("last", MINUTE, CatchUp.LAST);
    SlotRunner runner = runner(last);
    runner.next(last);
    clock.advance(Duration.ofMinutes(5));
    drain(runner, last);
    assertThat(work.ran).containsExactly("last 2026-03-02T10:05:00Z");
    assertThat(slots.newest("last", 9))
        .extracting(Slot::message)
        .containsExactly(
            "fine", "4 slots since 2026-03-02T10:01:00Z were missed, and not caught up.");
  }

  @Test
  void failureIsRepeatedWithGrowingWaitsAndThenGivenUp() {
    Schedule one = ScheduleOf.every("one", Duration.ofHours(1), CatchUp.ALL);
    work.deed = (schedule, slot) -> {
      throw new IllegalStateException("what a member wrote");
    };
    SlotRunner runner = runner(one);
    Instant slot = runner.next(one);
    clock.advance(Duration.between(START, slot));
    drain(runner, one);
    Slot failed = slots.find("one", slot).orElseThrow();
    assertThat(failed.nextAttemptAt()).isEqualTo(slot.plusSeconds(10));
    assertThat(failed.message()).isEqualTo("Cannot finish: java.lang.IllegalStateException");
    clock.advance(Duration.ofSeconds(10));
    drain(runner, one);
    assertThat(slots.find("one", slot).orElseThrow().nextAttemptAt())
        .isEqualTo(slot.plusSeconds(30));
    clock.advance(Duration.ofSeconds(20));
    drain(runner, one);
    assertThat(slots.givenUp()).extracting(Slot::attempts).containsExactly(3);
    assertThat(work.ran).hasSize(3);
  }

  @Test
  void waitingForWhoeverWritesTablesIsNoFailure() {
    Schedule one = ScheduleOf.every("one", MINUTE, CatchUp.LAST);
    work.deed = (schedule, slot) -> {
      throw WarehouseException.locked("take the lease warehouse", "another has it", "");
    };
    SlotRunner runner = runner(one);
    runner.next(one);
    clock.advance(MINUTE);
    for (int i = 0; i < 9; i++) {
      drain(runner, one);
      clock.advance(Duration.ofSeconds(15));
    }
    assertThat(slots.open("one").orElseThrow().attempts()).isZero();
    work.deed = FakeWork.FINE;
    drain(runner, one);
    assertThat(slots.find("one", START.plus(MINUTE)).orElseThrow().state())
        .isEqualTo(SlotState.SUCCEEDED);
  }

  @Test
  void slotWaitsForThoseThatItComesAfter() {
    Schedule first = ScheduleOf.every("first", MINUTE, CatchUp.ALL);
    Schedule second = ScheduleOf.every("second", MINUTE, CatchUp.ALL, "first");
    SlotRunner runner = runner(first, second);
    runner.next(first);
    runner.next(second);
    clock.advance(MINUTE);

    assertThat(runner.next(second)).isEqualTo(clock.instant().plusSeconds(5));
    work.deed = (schedule, slot) -> {
      throw new IllegalStateException();
    };
    drain(runner, first);
    assertThat(runner.next(second)).isEqualTo(clock.instant().plusSeconds(5));
    work.deed = FakeWork.FINE;
    clock.advance(Duration.ofSeconds(10));
    drain(runner, first);
    drain(runner, second);
    assertThat(work.ran)
        .containsExactly(
            "first 2026-03-02T10:01:00Z",
            "first 2026-03-02T10:01:00Z",
            "second 2026-03-02T10:01:00Z");

    clock.advance(MINUTE);
    slots.pause("first");
    drain(runner, second);
    assertThat(work.ran).endsWith("second 2026-03-02T10:02:00Z");
  }

  @Test
  void pausedScheduleRunsNothingAndCatchesUpAfterwards() {
    Schedule one = ScheduleOf.every("one", MINUTE, CatchUp.LAST);
    SlotRunner runner = runner(one);
    runner.next(one);
    slots.pause("one");
    clock.advance(Duration.ofMinutes(3));
    assertThat(runner.next(one)).isEqualTo(clock.instant().plusSeconds(10));
    assertThat(work.ran).isEmpty();
    slots.resume("one");
    drain(runner, one);
    assertThat(work.ran).containsExactly("one 2026-03-02T10:03:00Z");
  }

  @Test
  void slotOfAProcessThatDiedIsTakenUpAgainAndGivenUpWhenItKillsThemAll() {
    Schedule one = ScheduleOf.with("one", MINUTE, CatchUp.ALL, 0, Duration.ofHours(1));
    Instant slot = START.plus(MINUTE);
    slots.doneUntil("one");
    clock.advance(MINUTE);
    slots.begin("one", slot, RunTrigger.SCHEDULE, lost("one"));
    SlotRunner runner = runner(one);
    drain(runner, one);
    assertThat(slots.find("one", slot).orElseThrow().attempts()).isEqualTo(2);
    assertThat(slots.find("one", slot).orElseThrow().state()).isEqualTo(SlotState.SUCCEEDED);

    clock.advance(MINUTE);
    Instant deadly = slot.plus(MINUTE);
    for (int i = 0; i < 5; i++) {
      slots.begin("one", deadly, RunTrigger.SCHEDULE, lost("one"));
    }
    drain(runner, one);
    assertThat(slots.find("one", deadly).orElseThrow().isGivenUp()).isTrue();
    assertThat(slots.find("one", deadly).orElseThrow().message()).contains("died 5 times");
    assertThat(work.ran).hasSize(1);
  }

  @Test
  void whatAStoppedProcessDidCountsForNothingOnceAnotherHasTakenOver() {
    Schedule one = ScheduleOf.every("one", MINUTE, CatchUp.ALL);
    FakeWork other = new FakeWork();
    SlotRunner second = new SlotRunner(new Timetable(List.of(one)), database, other, MINUTE);
    work.deed = (schedule, slot) -> {
      // Stopped here for longer than its lease lasts.
      clock.advance(Duration.ofMinutes(2));
      drain(second, one);
      return new WorkDone(true, "late");
    };
    SlotRunner runner = runner(one);
    runner.next(one);
    clock.advance(MINUTE);
    drain(runner, one);
    Slot slot = slots.find("one", START.plus(MINUTE)).orElseThrow();
    assertThat(slot.message()).isEqualTo("fine");
    assertThat(slot.fence()).isEqualTo(2);
    assertThat(other.ran).first().isEqualTo("one 2026-03-02T10:01:00Z");
  }

  @Test
  void longWorkIsAskedToEndThenInterruptedAndHasFailed() {
    Schedule one = ScheduleOf.with("one", MINUTE, CatchUp.ALL, 0, Duration.ofMillis(50));
    work.deed = (schedule, slot) -> {
      Thread.sleep(60_000);
      return new WorkDone(true, "never");
    };
    SlotRunner runner = runner(one);
    runner.next(one);
    clock.advance(MINUTE);
    drain(runner, one);
    assertThat(work.cancelled).containsExactly("one 2026-03-02T10:01:00Z");
    assertThat(slots.givenUp())
        .extracting(Slot::message)
        .singleElement()
        .asString()
        .contains("ran longer than its time limit");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void processThatStopsLetsItsSlotToTheNext() throws Exception {
    Schedule one = ScheduleOf.with("one", MINUTE, CatchUp.ALL, 0, Duration.ofHours(1));
    CountDownLatch begun = new CountDownLatch(1);
    work.deed = (schedule, slot) -> {
      begun.countDown();
      Thread.sleep(60_000);
      return new WorkDone(true, "never");
    };
    SlotRunner runner = runner(one);
    runner.next(one);
    clock.advance(MINUTE);
    Thread worker = new Thread(() -> drain(runner, one));
    worker.start();
    begun.await();
    runner.stop(Duration.ofMillis(100), Duration.ofSeconds(20));
    worker.join();
    Slot left = slots.open("one").orElseThrow();
    assertThat(left.attempts()).isZero();
    assertThat(left.message()).isEqualTo("Its process was stopped.");

    work.deed = FakeWork.FINE;
    drain(runner(one), one);
    assertThat(slots.find("one", left.at()).orElseThrow().state()).isEqualTo(SlotState.SUCCEEDED);
  }

  @Test
  void byHandRunsASlotOnceMoreUnlessItSucceeded() {
    Schedule one = ScheduleOf.every("one", MINUTE, CatchUp.ALL);
    SlotRunner runner = runner(one);
    Instant slot = START.minusSeconds(60);
    assertThat(runner.byHand(one, slot).state()).isEqualTo(SlotState.SUCCEEDED);
    assertThatThrownBy(() -> runner.byHand(one, slot)).hasMessageContaining("it has succeeded");
    try (Lease held =
        new Leases(database).acquire("schedule:one", "elsewhere", MINUTE, Duration.ZERO)) {
      assertThatThrownBy(() -> runner.byHand(one, START))
          .isInstanceOfSatisfying(
              WarehouseException.class,
              e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.LOCKED));
      held.check();
    }
  }

  /** Takes the lease as a process that has died since; yields its number. */
  private long lost(String schedule) {
    try (Lease lease =
        new Leases(database).acquire("schedule:" + schedule, "dies", MINUTE, Duration.ZERO)) {
      return lease.fencingNumber();
    }
  }

  private SlotRunner runner(Schedule... schedules) {
    return new SlotRunner(new Timetable(List.of(schedules)), database, work, MINUTE);
  }

  /** Looks as long as there is something to do now. */
  private void drain(SlotRunner runner, Schedule schedule) {
    while (!runner.next(schedule).isAfter(clock.instant())) {
      // The next slot.
    }
  }
}

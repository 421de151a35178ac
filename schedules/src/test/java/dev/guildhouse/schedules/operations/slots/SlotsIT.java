package dev.guildhouse.schedules.operations.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SlotsIT {
  private static final String NAME = "nightly";
  private static final Instant SLOT = TestClock.START.minusSeconds(60);

  @Parameter
  private Engine engine;

  private final TestClock clock = new TestClock();
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
  void scheduleIsKnownFromWhenItWasFirstSeen() {
    assertThat(slots.doneUntil(NAME)).isEqualTo(TestClock.START);
    clock.advance(Duration.ofDays(3));
    assertThat(slots.doneUntil(NAME)).isEqualTo(TestClock.START);
    assertThat(slots.open(NAME)).isEmpty();
    assertThat(slots.newest(null, 10)).isEmpty();
  }

  @Test
  void slotThatIsBegunTwiceCountsUnderTheNewerLeaseAlone() {
    Slot stopped = slots.begin(NAME, SLOT, RunTrigger.SCHEDULE, 1);
    Slot taken = slots.begin(NAME, SLOT, RunTrigger.SCHEDULE, 2);
    assertThat(taken.attempts()).isEqualTo(2);

    assertThatThrownBy(() -> slots.end(stopped, SlotState.SUCCEEDED, 1, null, "late"))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.LOCKED))
        .hasMessageContaining("another process has begun it since");
    assertThat(slots.find(NAME, SLOT).orElseThrow().state()).isEqualTo(SlotState.RUNNING);

    slots.end(taken, SlotState.SUCCEEDED, 2, null, "done");
    Slot ended = slots.find(NAME, SLOT).orElseThrow();
    assertThat(ended.state()).isEqualTo(SlotState.SUCCEEDED);
    assertThat(ended.message()).isEqualTo("done");
    assertThat(slots.begin(NAME, SLOT, RunTrigger.SCHEDULE, 3)).isEqualTo(ended);
    assertThat(slots.doneUntil(NAME)).isEqualTo(SLOT);
  }

  @Test
  void olderLeaseBeginsNothingThatANewerOneHasBegun() {
    slots.begin(NAME, SLOT, RunTrigger.SCHEDULE, 5);
    assertThat(slots.begin(NAME, SLOT, RunTrigger.SCHEDULE, 4).fence()).isEqualTo(5);
  }

  @Test
  void whatWasDoneByHandSaysNothingOfHowFarTheClockIs() {
    slots.doneUntil(NAME);
    Instant later = TestClock.START.plusSeconds(600);
    Slot byHand = slots.begin(NAME, later, RunTrigger.COMMAND_LINE, 1);
    slots.end(byHand, SlotState.SUCCEEDED, 1, null, "by hand");
    assertThat(slots.doneUntil(NAME)).isEqualTo(TestClock.START);

    slots.begin(NAME, later, RunTrigger.COMMAND_LINE, 2);
    assertThat(slots.doneUntil(NAME)).isEqualTo(TestClock.START);
    // When the clock comes to it, it is done.
    assertThat(slots.begin(NAME, later, RunTrigger.SCHEDULE, 3).state())
        .isEqualTo(SlotState.SUCCEEDED);
    assertThat(slots.doneUntil(NAME)).isEqualTo(later);
  }

  @Test
  void failureIsOpenAsLongAsItIsTriedAgain() {
    Slot first = slots.begin(NAME, SLOT, RunTrigger.SCHEDULE, 1);
    slots.end(first, SlotState.FAILED, 1, TestClock.START.plusSeconds(60), "broken");
    assertThat(slots.open(NAME)).get().extracting(Slot::isGivenUp).isEqualTo(false);
    assertThat(slots.givenUp()).isEmpty();

    Slot second = slots.begin(NAME, SLOT, RunTrigger.SCHEDULE, 2);
    slots.end(second, SlotState.FAILED, 2, null, "broken again");
    assertThat(slots.open(NAME)).isEmpty();
    assertThat(slots.givenUp()).extracting(Slot::message).containsExactly("broken again");

    Slot next = slots.begin(NAME, SLOT.plusSeconds(30), RunTrigger.SCHEDULE, 3);
    slots.end(next, SlotState.SUCCEEDED, 1, null, "fine");
    assertThat(slots.givenUp()).isEmpty();
    assertThat(slots.successes()).containsEntry(NAME, TestClock.START);
    assertThat(slots.counts())
        .containsEntry(SlotState.SUCCEEDED, 1)
        .containsEntry(SlotState.FAILED, 1)
        .containsEntry(SlotState.RUNNING, 0);
  }

  @Test
  void skippedSlotsLeaveOneRowAndTheNewestOfEachScheduleStays() {
    slots.doneUntil(NAME);
    slots.skip(NAME, TestClock.START.plusSeconds(10), 1, "3 were missed");
    slots.skip(NAME, TestClock.START.plusSeconds(20), 1, "2 were missed");
    assertThat(slots.doneUntil(NAME)).isEqualTo(TestClock.START.plusSeconds(20));
    assertThat(slots.newest(NAME, 10))
        .extracting(Slot::message)
        .containsExactly("2 were missed", "3 were missed");

    assertThat(slots.deleteBefore(TestClock.START.plusSeconds(999))).isEqualTo(2);
    assertThat(slots.doneUntil(NAME)).isEqualTo(TestClock.START.plusSeconds(20));
  }

  @Test
  void pauseHoldsUntilItIsEnded() {
    assertThat(slots.pause(NAME)).isTrue();
    assertThat(slots.pause(NAME)).isFalse();
    assertThat(slots.paused()).containsExactly(NAME);
    assertThat(slots.resume(NAME)).isTrue();
    assertThat(slots.resume(NAME)).isFalse();
    assertThat(slots.paused()).isEmpty();
  }
}

package dev.guildhouse.schedules.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.slots.Slot;
import dev.guildhouse.schedules.operations.slots.SlotState;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.timetable.CatchUp;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.timetable.Timetable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Quartz itself, with schedules of a second, twice on one database. */
@Tag("acceptance")
class QuartzClockIT {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TERM = Duration.ofSeconds(30);
  private static final int EACH = 8;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void twoClocksFireEverySlotOnce(Engine engine) throws Exception {
    try (OperationsDatabase database = engine.open(InstantSource.system())) {
      Timetable timetable = new Timetable(List.of(
          ScheduleOf.every("one", SECOND, CatchUp.ALL),
          ScheduleOf.every("two", SECOND, CatchUp.ALL)));
      FakeWork work = new FakeWork();
      SlotRunner first = new SlotRunner(timetable, database, work, TERM);
      SlotRunner second = new SlotRunner(timetable, database, work, TERM);
      Slots slots = new Slots(database);
      try (QuartzClock here = new QuartzClock(timetable, database, first);
          QuartzClock there = new QuartzClock(timetable, database, second)) {
        here.start();
        there.start();
        for (Schedule schedule : timetable.schedules()) {
          while (slots.newest(schedule.name(), EACH + 1).size() <= EACH) {
            Thread.sleep(50);
          }
        }
        assertThat(here.trouble()).isEmpty();
        assertThat(there.trouble()).isEmpty();
        here.stand();
        there.stand();
        first.stop(TERM, TERM);
        second.stop(TERM, TERM);
      }
      assertThat(work.ran).hasSizeGreaterThanOrEqualTo(2 * EACH).doesNotHaveDuplicates();
      for (Schedule schedule : timetable.schedules()) {
        List<Slot> ran = new ArrayList<>(slots.newest(schedule.name(), 1_000));
        assertThat(ran).extracting(Slot::state).containsOnly(SlotState.SUCCEEDED);
        assertThat(ran).extracting(Slot::attempts).containsOnly(1);
        for (int i = 1; i < ran.size(); i++) {
          assertThat(ran.get(i - 1).at()).isEqualTo(ran.get(i).at().plus(SECOND));
        }
      }
    }
  }
}

package dev.guildhouse.schedules.clock;

import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.work.WorkDone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Work that a test looks at, and that does what the test says. */
final class FakeWork implements SlotWork {
  /** What a test has it do. */
  interface Deed {
    WorkDone of(Schedule schedule, Instant slot) throws Exception;
  }

  static final Deed FINE = (schedule, slot) -> new WorkDone(true, "fine");

  final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  final List<String> cancelled = Collections.synchronizedList(new ArrayList<>());
  volatile Deed deed = FINE;

  @Override
  public WorkDone run(Schedule schedule, Instant slot, RunTrigger trigger) throws Exception {
    ran.add(schedule.name() + " " + slot);
    return deed.of(schedule, slot);
  }

  @Override
  public void cancel(Schedule schedule, Instant slot) {
    cancelled.add(schedule.name() + " " + slot);
  }
}

package dev.guildhouse.schedules.clock;

import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.work.WorkDone;
import java.time.Instant;

/** Does what a schedule asks for. */
public interface SlotWork {
  /** Does it in this thread. */
  WorkDone run(Schedule schedule, Instant slot, RunTrigger trigger) throws Exception;

  /** Asks work that runs in another thread to end soon; it then fails there. */
  void cancel(Schedule schedule, Instant slot);
}

package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.clock.SlotWork;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.serve.WarmSession.Pool;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schedules.work.WorkDone;
import java.time.Duration;
import java.time.Instant;

/** Does the work of slots on the warm session. */
public final class SparkWork implements SlotWork {
  /** Whoever waits longer for who writes tables gives its thread to another schedule. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ServeContext context;

  public SparkWork(ServeContext context) {
    this.context = context;
  }

  @Override
  public WorkDone run(Schedule schedule, Instant slot, RunTrigger trigger) throws Exception {
    try {
      return ScheduledJobs.named(schedule.job())
          .run(
              context.work(Pool.JOBS, group(schedule, slot), trigger, PATIENCE),
              schedule.options(),
              slot);
    } finally {
      context.warm().endWork();
    }
  }

  @Override
  public void cancel(Schedule schedule, Instant slot) {
    context.warm().cancel(group(schedule, slot));
  }

  private static String group(Schedule schedule, Instant slot) {
    return schedule.name() + " of " + slot;
  }
}

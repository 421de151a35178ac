package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.clock.QuartzClock;
import dev.guildhouse.schedules.clock.SlotRunner;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.timetable.Timetable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what is due. */
final class SchedulesPart implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulesPart.class);

  /** Whoever ends the process waits half a minute before it kills. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration AFTER_ASKING = Duration.ofSeconds(6);

  private final Slots slots;
  private final SlotRunner runner;
  private final QuartzClock clock;

  SchedulesPart(ServeContext context, Timetable timetable) {
    slots = new Slots(context.database());
    runner = new SlotRunner(
        timetable,
        context.database(),
        new SparkWork(context),
        context.config().serve().lease());
    clock = new QuartzClock(timetable, context.database(), runner);
  }

  @Override
  public String name() {
    return "schedules";
  }

  @Override
  public void start() {
    clock.start();
  }

  @Override
  public Health health() {
    return clock.trouble().map(Health::unwell).orElse(Health.WELL);
  }

  @Override
  public void measure(Metrics metrics) {
    metrics.add(
        "guildhouse_schedule_slots",
        "gauge",
        "Slots of schedules by state.",
        values -> slots
            .counts()
            .forEach(
                (state, count) -> values.accept("state=\"" + state.text() + "\"", (long) count)));
    metrics.add(
        "guildhouse_schedule_last_success_timestamp_seconds",
        "gauge",
        "When each schedule last succeeded.",
        values -> slots
            .successes()
            .forEach((schedule, at) ->
                values.accept("schedule=\"" + schedule + "\"", at.getEpochSecond())));
    metrics.add(
        "guildhouse_schedule_running",
        "gauge",
        "Slots that run in this process.",
        values -> values.accept("", (long) runner.running()));
  }

  @Override
  public void stand() {
    clock.stand();
  }

  @Override
  public void close() {
    try {
      runner.stop(PATIENCE, AFTER_ASKING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (runner.running() > 0) {
      LOG.warn("{} slots did not end in time; the next start takes them up", runner.running());
    }
    clock.close();
    runner.close();
  }
}

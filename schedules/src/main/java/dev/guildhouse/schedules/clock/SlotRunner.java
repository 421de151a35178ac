package dev.guildhouse.schedules.clock;

import dev.guildhouse.schedules.clock.Attempt.Stop;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.leases.Lease;
import dev.guildhouse.schedules.operations.leases.Leases;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.slots.Slot;
import dev.guildhouse.schedules.operations.slots.SlotState;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.timetable.Due;
import dev.guildhouse.schedules.timetable.Due.Skipped;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.timetable.Timetable;
import dev.guildhouse.schedules.work.WorkDone;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.StopPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is due of a schedule, one slot at a time and under the schedule's lease, so that several
 * processes may ask at once and a slot succeeds once.
 */
public final class SlotRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlotRunner.class);

  /** Kills are no failures, but a slot that kills its process each time must come to an end. */
  private static final int MOST_DEATHS = 5;

  private static final Duration WHILE_BUSY = Duration.ofSeconds(1);
  private static final Duration WHILE_LOCKED = Duration.ofSeconds(15);
  private static final Duration WHILE_WAITING = Duration.ofSeconds(5);

  /** What one asks itself only now and then, such as whether a pause has ended. */
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofHours(1);

  private final Timetable timetable;
  private final Slots slots;
  private final Leases leases;
  private final InstantSource clock;
  private final SlotWork work;
  private final Duration leaseTerm;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "schedule-limits");
        thread.setDaemon(true);
        return thread;
      });
  private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
  private volatile boolean isStopping;

  /**
   * @param leaseTerm how long another process waits after this one when it cannot see that it died
   */
  public SlotRunner(
      Timetable timetable, OperationsDatabase database, SlotWork work, Duration leaseTerm) {
    this.timetable = timetable;
    this.slots = new Slots(database);
    this.leases = new Leases(database);
    this.clock = database.clock();
    this.work = work;
    this.leaseTerm = leaseTerm;
  }

  /** What there is to do. */
  private sealed interface Step {
    /** Nothing before an instant. */
    record Look(Instant at) implements Step {}

    /** Slots are passed over. */
    record Skip(Skipped skipped) implements Step {}

    /** A slot is run. */
    record Run(Instant at) implements Step {}
  }

  /** Runs the next slot that is due, if one is; yields when to ask again. */
  public Instant next(Schedule schedule) {
    if (isStopping) {
      return now().plus(WHILE_BUSY);
    }
    if (step(schedule) instanceof Step.Look look) {
      return look.at();
    }
    try (Lease lease = lease(schedule)) {
      // Another process may have done it before the lease was ours.
      Step step = step(schedule);
      if (step instanceof Step.Look look) {
        return look.at();
      }
      if (step instanceof Step.Skip skip) {
        skip(schedule, skip.skipped(), lease);
      } else if (step instanceof Step.Run run) {
        run(schedule, run.at(), RunTrigger.SCHEDULE, lease);
      }
      return now();
    } catch (WarehouseException e) {
      if (e.code() != WarehouseException.Code.LOCKED) {
        throw e;
      }
      return now().plus(WHILE_BUSY);
    }
  }

  /**
   * Runs a slot by hand, whatever the schedule says; a failure is not repeated.
   *
   * @throws WarehouseException when it has succeeded already, or another process runs the schedule
   */
  public Slot byHand(Schedule schedule, Instant at) {
    try (Lease lease = lease(schedule)) {
      Optional<Slot> known = slots.find(schedule.name(), at);
      if (known.filter(slot -> slot.state() == SlotState.SUCCEEDED).isPresent()) {
        throw WarehouseException.usage(
            "run " + schedule.name() + " for " + at,
            "it has succeeded at " + known.get().finishedAt(),
            "Leave out --slot to run it anew.");
      }
      run(schedule, at, RunTrigger.COMMAND_LINE, lease);
      return slots.find(schedule.name(), at).orElseThrow();
    }
  }

  /** Begins nothing new from now on. */
  public void stopBeginning() {
    isStopping = true;
  }

  /** Lets what runs go on for a while, and then stops it. */
  public void stop(Duration patience, Duration afterwards) throws InterruptedException {
    stopBeginning();
    long until = System.nanoTime() + patience.toNanos();
    for (Attempt attempt : attempts) {
      if (!attempt.awaitSettled(Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
        attempt.stop(Stop.PROCESS_ENDS);
      }
    }
    until = System.nanoTime() + afterwards.toNanos();
    for (Attempt attempt : attempts) {
      attempt.awaitSettled(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
  }

  /** How many slots run in this process. */
  public int running() {
    return attempts.size();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private Lease lease(Schedule schedule) {
    return leases.acquire("schedule:" + schedule.name(), schedule.job(), leaseTerm, Duration.ZERO);
  }

  private Step step(Schedule schedule) {
    Instant now = now();
    NavigableSet<String> paused = slots.paused();
    if (paused.contains(schedule.name())) {
      return new Step.Look(now.plus(NOW_AND_THEN));
    }
    Instant doneUntil = slots.doneUntil(schedule.name());
    Optional<Slot> open = slots.open(schedule.name());
    if (open.isPresent()) {
      Instant nextAttempt = open.get().nextAttemptAt();
      return nextAttempt != null && nextAttempt.isAfter(now)
          ? new Step.Look(earlier(nextAttempt, now.plus(NOW_AND_THEN)))
          : new Step.Run(open.get().at());
    }
    Due due = Due.of(schedule, doneUntil, now);
    if (due.skipped().isPresent()) {
      return new Step.Skip(due.skipped().get());
    }
    if (due.isEmpty()) {
      return new Step.Look(earlier(schedule.next(later(doneUntil, now)), now.plus(LONGEST)));
    }
    Instant slot = due.slots().get(0);
    return isWaiting(schedule, slot, now, paused)
        ? new Step.Look(now.plus(WHILE_WAITING))
        : new Step.Run(slot);
  }

  /** Whether something that it comes after has a slot up to the same moment that is not over. */
  private boolean isWaiting(
      Schedule schedule, Instant slot, Instant now, NavigableSet<String> paused) {
    return timetable.enabled().stream()
        .filter(other -> schedule.after().contains(other.name()))
        .filter(other -> !paused.contains(other.name()))
        .anyMatch(other -> {
          Instant doneUntil = slots.doneUntil(other.name());
          return slots
                  .open(other.name())
                  .filter(open -> !open.at().isAfter(slot))
                  .isPresent()
              || Due.of(other, doneUntil, now).slots().stream().anyMatch(due -> !due.isAfter(slot));
        });
  }

  private void skip(Schedule schedule, Skipped skipped, Lease lease) {
    String message = skipped.count() == 1
        ? "Missed, and not caught up."
        : skipped.count() + " slots since " + skipped.first() + " were missed, and not caught up.";
    slots.skip(schedule.name(), skipped.last(), lease.fencingNumber(), message);
    LOG.info("{}: {}", schedule.name(), message);
  }

  private void run(Schedule schedule, Instant at, RunTrigger trigger, Lease lease) {
    Slot begun = slots.begin(schedule.name(), at, trigger, lease.fencingNumber());
    if (begun.state() != SlotState.RUNNING || begun.fence() != lease.fencingNumber()) {
      return;
    }
    StopPoint.reached("slot.begun");
    boolean isByHand = trigger == RunTrigger.COMMAND_LINE;
    if (!isByHand && begun.attempts() > schedule.retries() + MOST_DEATHS) {
      String message = "Its process died " + (begun.attempts() - 1) + " times in the middle of it.";
      slots.end(begun, SlotState.FAILED, begun.attempts(), null, message);
      return;
    }
    Attempt attempt = new Attempt(() -> work.cancel(schedule, at), timer);
    attempts.add(attempt);
    ScheduledFuture<?> limit = timer.schedule(
        () -> attempt.stop(Stop.TIME_LIMIT),
        schedule.timeLimit().toMillis(),
        TimeUnit.MILLISECONDS);
    try {
      attempt(schedule, begun, isByHand, attempt);
    } finally {
      limit.cancel(false);
      attempt.end();
      attempts.remove(attempt);
      attempt.settle();
    }
  }

  private void attempt(Schedule schedule, Slot begun, boolean isByHand, Attempt attempt) {
    WorkDone done;
    try {
      LOG.info("{} of {}: begun", schedule.name(), begun.at());
      done =
          work.run(schedule, begun.at(), isByHand ? RunTrigger.COMMAND_LINE : RunTrigger.SCHEDULE);
    } catch (Throwable failure) { // whatever it is, the slot's history tells of it
      Optional<Stop> stop = attempt.end();
      failed(schedule, begun, isByHand, failure, stop);
      if (failure instanceof VirtualMachineError broken) {
        throw broken;
      }
      return;
    }
    attempt.end();
    StopPoint.reached("slot.done");
    SlotState state = done.isDone() ? SlotState.SUCCEEDED : SlotState.SKIPPED;
    slots.end(begun, state, begun.attempts(), null, done.message());
    LOG.info("{} of {}: {}", schedule.name(), begun.at(), done.message());
  }

  private void failed(
      Schedule schedule, Slot begun, boolean isByHand, Throwable failure, Optional<Stop> stop) {
    String message = message(failure);
    int counted = begun.attempts();
    Instant next = null;
    if (isStopping || stop.filter(Stop.PROCESS_ENDS::equals).isPresent()) {
      // Also what fails by itself now: Spark, say, cannot start in a process that ends.
      message = "Its process was stopped.";
      counted--;
      next = now();
    } else if (stop.isPresent()) {
      message = "Cannot finish " + schedule.name() + ": it ran longer than its time limit of "
          + schedule.timeLimit().toSeconds() + " seconds.";
      next = counted > schedule.retries() ? null : now().plus(schedule.backoff(counted));
    } else if (failure instanceof WarehouseException told
        && told.code() == WarehouseException.Code.LOCKED) {
      // Somebody else writes tables: that is no failure of this one.
      counted--;
      next = now().plus(WHILE_LOCKED);
      LOG.info("{} of {}: {}", schedule.name(), begun.at(), message);
      slots.end(begun, SlotState.FAILED, counted, isByHand ? null : next, message);
      return;
    } else if (counted <= schedule.retries()) {
      next = now().plus(schedule.backoff(counted));
    }
    LOG.warn("{} of {}: {}", schedule.name(), begun.at(), message, failure);
    slots.end(begun, SlotState.FAILED, counted, isByHand ? null : next, message);
  }

  /** Without the words of foreign exceptions, which may quote what a member wrote. */
  private static String message(Throwable failure) {
    return failure instanceof WarehouseException told
        ? String.valueOf(told.getMessage())
        : "Cannot finish: " + failure.getClass().getName();
  }

  private Instant now() {
    return clock.instant();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

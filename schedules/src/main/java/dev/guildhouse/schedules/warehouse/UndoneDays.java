package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.Run;
import dev.guildhouse.schedules.operations.runs.RunDay;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What runs that failed or were killed left undone, as the history tells. */
public final class UndoneDays {
  private static final int MOST_RUNS = 1_000;

  private final @Nullable OperationsDatabase database;
  private final String job;

  /**
   * @param database null where nothing ever ran
   */
  public UndoneDays(@Nullable OperationsDatabase database, String job) {
    this.database = database;
    this.job = job;
  }

  /** The days of a backfill to fold although nothing is new, as far as they hold events. */
  public Set<LocalDate> toRedo(BackfillRequest request) {
    return switch (request.reprocess()) {
      case MISSING -> Set.of();
      case FAILED -> in(request.days());
      case ALL -> Set.copyOf(request.days().days());
    };
  }

  /**
   * The backfill that {@code --resume} goes on with: the newest, if it failed or was killed. What it
   * had marked to be redone is still marked, so that it need not be asked for again.
   *
   * @throws WarehouseException when there was none yet
   */
  public Optional<BackfillRequest> unfinished() {
    Run newest = newestOf(BackfillRequest.nameOf(job), 1).stream()
        .findFirst()
        .orElseThrow(() -> WarehouseException.usage(
            "resume a backfill of " + job,
            "there was none yet",
            "Start one: guildhouse backfill " + job + " --from DAY --to DAY"));
    DayRange days = newest.request().days();
    if (!isUndone(newest) || days == null) {
      return Optional.empty();
    }
    BackfillRequest asked = BackfillRequest.of(newest.request(), days);
    boolean isMarked = !daysOf(newest).isEmpty();
    return Optional.of(new BackfillRequest(
        job,
        days,
        isMarked ? BackfillRequest.Reprocess.MISSING : asked.reprocess(),
        asked.order()));
  }

  /** The days of a range on which the last run of the job did not succeed. */
  Set<LocalDate> in(DayRange range) {
    List<Run> newestFirst = Stream.of(job, BackfillRequest.nameOf(job))
        .flatMap(name -> newestOf(name, MOST_RUNS).stream())
        .sorted((one, other) -> Long.compare(other.number(), one.number()))
        .toList();
    Set<LocalDate> undone = new HashSet<>();
    Set<LocalDate> done = new HashSet<>();
    for (Run run : newestFirst) {
      DayRange days = run.request().days();
      boolean isOver = run.state() != RunState.RUNNING && run.state() != RunState.WAITING;
      if (days == null || !days.overlaps(range) || !isOver) {
        continue;
      }
      Set<LocalDate> succeeded = new HashSet<>();
      if (isUndone(run)) {
        daysOf(run).stream()
            .filter(day -> day.outcome().equals(RunDays.SUCCEEDED))
            .map(RunDay::day)
            .forEach(succeeded::add);
      } else {
        succeeded.addAll(days.days());
      }
      for (LocalDate day : days.days()) {
        if (range.contains(day) && !succeeded.contains(day) && !done.contains(day)) {
          undone.add(day);
        }
      }
      succeeded.stream().filter(day -> !undone.contains(day)).forEach(done::add);
    }
    return undone;
  }

  private List<Run> newestOf(String name, int limit) {
    return database == null
        ? List.of()
        : new Runs(database).list(RunFilter.newest(limit).ofJob(name));
  }

  private List<RunDay> daysOf(Run run) {
    return database == null ? List.of() : new Runs(database).days(run.number());
  }

  private static boolean isUndone(Run run) {
    return run.state() == RunState.FAILED || run.state() == RunState.KILLED;
  }
}

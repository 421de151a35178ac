package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.schedules.operations.DiskFull;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.leases.Lease;
import dev.guildhouse.schedules.operations.leases.Leases;
import dev.guildhouse.schedules.operations.runs.Freshness;
import dev.guildhouse.schedules.operations.runs.RunDay;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.operations.runs.StartedRun;
import dev.guildhouse.schedules.operations.runs.TableFreshness;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The one way to run something: entered into the history before it starts, ended there with what it
 * made, and under the writer's lease if it writes tables. The session is asked for only then, so that
 * whoever finds the lease taken, or is refused, has not waited for Spark.
 */
public final class WarehouseRuns {
  /** The lease of whoever writes tables. */
  public static final String LEASE = "warehouse";

  private static final Duration LEASE_TERM = Duration.ofSeconds(60);

  private final OperationsDatabase database;
  private final Supplier<WarehouseSession> session;
  private final Duration wait;

  /**
   * @param session opened by the first run that gets so far
   * @param wait how long a run waits for another one to end
   */
  public WarehouseRuns(
      OperationsDatabase database, Supplier<WarehouseSession> session, Duration wait) {
    this.database = database;
    this.session = session;
    this.wait = wait;
  }

  /** What a run does once it holds the lease. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it.
     *
     * @param warehouse to be asked for only after all that can refuse the run without it
     */
    RunResult run(Supplier<WarehouseSession> warehouse, WriterLease lease, StartedRun run);
  }

  /** What a run does that only reads tables. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * Does it.
     *
     * @param warehouse to be asked for only after all that can refuse the run without it
     */
    Answer<T> read(Supplier<WarehouseSession> warehouse);
  }

  /**
   * What a run that only reads came to.
   *
   * @param value for whoever asked
   * @param end for the history
   */
  public record Answer<T>(T value, RunEnd end) {}

  /** Does the work of one run that writes tables. */
  public FinishedRun run(RunRequest request, Work work) {
    try (Lease lease = new Leases(database).acquire(LEASE, doing(request), LEASE_TERM, wait);
        StartedRun run = new Runs(database).start(request)) {
      return recorded(request, run, () -> {
        RunResult result = work.run(session, fencing(lease), run);
        List<RunDay> days = RunDays.of(result.jobs(), request.days());
        run.finish(succeeded(result, days));
        return new FinishedRun(run.number(), result, days);
      });
    }
  }

  /** Does the work of one run that reads tables, such as a report; it waits for nobody. */
  public <T> T read(RunRequest request, Reading<T> reading) {
    try (StartedRun run = new Runs(database).start(request)) {
      return recorded(request, run, () -> {
        Answer<T> answer = reading.read(session);
        run.finish(answer.end());
        return answer.value();
      });
    }
  }

  /** Does the work of one run that changes files of the home, while nobody writes tables. */
  public <T> T alone(RunRequest request, Reading<T> work) {
    try (Lease lease = new Leases(database).acquire(LEASE, doing(request), LEASE_TERM, wait);
        StartedRun run = new Runs(database).start(request)) {
      return recorded(request, run, () -> {
        Answer<T> answer = work.read(session);
        lease.check();
        run.finish(answer.end());
        return answer.value();
      });
    }
  }

  private static <T> T recorded(RunRequest request, StartedRun run, Supplier<T> work) {
    try {
      return work.get();
    } catch (WarehouseException e) {
      RunState state =
          e.code() == WarehouseException.Code.WAITING ? RunState.WAITING : RunState.FAILED;
      end(run, state, String.valueOf(e.getMessage()), e);
      throw e;
    } catch (Exception e) { // Spark throws checked ones, and declares none
      WarehouseException told = DiskFull.in(e)
          .map(full -> full.stopped(doing(request)))
          .orElseGet(() -> stopped(doing(request), e));
      end(run, RunState.FAILED, String.valueOf(told.getMessage()), told);
      throw told;
    }
  }

  /** Without the words of foreign exceptions, which may quote what a member wrote. */
  private static WarehouseException stopped(String doing, Exception failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = root == failure ? "" : ", caused by " + root.getClass().getName();
    return WarehouseException.failed(
        "finish " + doing,
        failure.getClass().getName() + why,
        "Readers still see the last release. Run it again; if it fails again, --debug shows more.",
        failure);
  }

  /** A full disk may well stop the history too; what is told is why the run stopped. */
  private static void end(
      StartedRun run, RunState state, String message, RuntimeException failure) {
    try {
      run.finish(RunEnd.without(state, message));
    } catch (WarehouseException e) {
      failure.addSuppressed(e);
    }
  }

  private static String doing(RunRequest request) {
    return request.job() + (request.days() == null ? "" : " of " + request.days());
  }

  private static WriterLease fencing(Lease lease) {
    return new WriterLease() {
      @Override
      public long fence() {
        return lease.fencingNumber();
      }

      @Override
      public void check() {
        lease.check();
      }
    };
  }

  private RunEnd succeeded(RunResult result, List<RunDay> days) {
    return new RunEnd(
        RunState.SUCCEEDED,
        result.rows(),
        result.isPublished() ? result.release() : null,
        "{}",
        FinishedRun.line(result),
        days,
        freshness(result),
        List.of());
  }

  /** The tables that the run filled further or folded anew. */
  private List<TableFreshness> freshness(RunResult result) {
    Map<String, Freshness.Entry> before = new Freshness(database)
        .list().stream().collect(Collectors.toMap(Freshness.Entry::table, entry -> entry));
    Set<String> folded = result.jobs().stream().map(job -> job.job()).collect(Collectors.toSet());
    return session.get().lake().releases().current().ledger().filledUntil().entrySet().stream()
        .filter(filled -> {
          Freshness.Entry known = before.get(filled.getKey());
          return folded.contains(filled.getKey())
              || known == null
              || !known.filledUntil().equals(filled.getValue());
        })
        .map(filled -> new TableFreshness(filled.getKey(), filled.getValue(), result.release()))
        .toList();
  }
}

package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.lake.Ledger;
import dev.guildhouse.jobs.lake.WriterLease;
import dev.guildhouse.jobs.runs.JobOutcome;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.leases.Lease;
import dev.guildhouse.schedules.operations.leases.Leases;
import dev.guildhouse.schedules.operations.runs.RunDay;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.operations.runs.StartedRun;
import dev.guildhouse.schedules.operations.runs.TableFreshness;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs of jobs under the writer's lease, each entered into the history before it starts and ended
 * there with what it made.
 */
public final class WarehouseRuns {
  private static final String LEASE = "warehouse";
  private static final Duration LEASE_TERM = Duration.ofSeconds(60);

  private final OperationsDatabase database;
  private final WarehouseSession session;
  private final Duration wait;

  /**
   * @param wait how long a run waits for another one to end
   */
  public WarehouseRuns(OperationsDatabase database, WarehouseSession session, Duration wait) {
    this.database = database;
    this.session = session;
    this.wait = wait;
  }

  /** What a run does once it holds the lease. */
  @FunctionalInterface
  public interface Work {
    RunResult run(WriterLease lease, long run);
  }

  /** Does the work of one run. */
  public RunResult run(RunRequest request, Work work) {
    String doing = request.job() + (request.days() == null ? "" : " of " + request.days());
    try (Lease lease = new Leases(database).acquire(LEASE, doing, LEASE_TERM, wait);
        StartedRun run = new Runs(database).start(request)) {
      try {
        RunResult result = work.run(fencing(lease), run.number());
        run.finish(succeeded(result));
        return result;
      } catch (WarehouseException e) {
        RunState state =
            e.code() == WarehouseException.Code.WAITING ? RunState.WAITING : RunState.FAILED;
        run.finish(RunEnd.without(state, String.valueOf(e.getMessage())));
        throw e;
      } catch (RuntimeException e) {
        run.finish(
            RunEnd.without(RunState.FAILED, e.getClass().getSimpleName() + ": " + e.getMessage()));
        throw e;
      }
    }
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

  private RunEnd succeeded(RunResult result) {
    Ledger ledger = session.lake().releases().current().ledger();
    List<TableFreshness> freshness = ledger.filledUntil().entrySet().stream()
        .map(entry -> new TableFreshness(entry.getKey(), entry.getValue(), result.release()))
        .toList();
    return new RunEnd(
        RunState.SUCCEEDED,
        result.rows(),
        result.isPublished() ? result.release() : null,
        "{}",
        line(result),
        days(result),
        freshness,
        List.of());
  }

  /** What a run did, in one line. */
  public static String line(RunResult result) {
    String taken = result
        .ingest()
        .filter(ingest -> ingest.files() > 0)
        .map(
            ingest -> "Took in " + ingest.taken() + " events from " + ingest.files() + " file(s). ")
        .orElse("");
    if (!result.isPublished()) {
      return taken + "Nothing to do: release " + result.release() + " holds it all.";
    }
    return taken
        + "Wrote "
        + result.rows()
        + " rows in "
        + result.jobs().size()
        + " table(s): release "
        + result.release()
        + ".";
  }

  private static List<RunDay> days(RunResult result) {
    Map<LocalDate, Integer> tables = new TreeMap<>();
    for (JobOutcome job : result.jobs()) {
      job.slice().days().forEach(day -> tables.merge(day, 1, Integer::sum));
    }
    return tables.entrySet().stream()
        .map(entry ->
            new RunDay(0, entry.getKey(), "succeeded", 0, entry.getValue() + " table(s) redone"))
        .toList();
  }
}

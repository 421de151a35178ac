package dev.guildhouse.schedules.operations.runs;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.ProcessStamp;
import dev.guildhouse.schedules.operations.Transaction;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.time.DayRange;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The history of runs. */
public final class Runs {
  /** A run whose process has given no sign of life for this long was killed. */
  private static final Duration ALIVE = Duration.ofMinutes(2);

  private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(30);

  private final OperationsDatabase database;

  public Runs(OperationsDatabase database) {
    this.database = database;
  }

  /** Enters a run into the history as running, and keeps it alive there until it is finished. */
  public StartedRun start(RunRequest request) {
    String token = UUID.randomUUID().toString();
    long number = database.transaction(
        "enter a run of " + request.job(), transaction -> enter(transaction, token, request));
    StartedRun run = new StartedRun(this, number);
    run.keptAliveBy(database.every(BETWEEN_SIGNS, () -> signOfLife(number)));
    return run;
  }

  /** Runs that match, newest first. */
  public List<Run> list(RunFilter filter) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    List<@Nullable Object> parameters = new ArrayList<>();
    if (filter.job() != null) {
      conditions.add("job = ?");
      parameters.add(filter.job());
    }
    if (filter.since() != null) {
      conditions.add("started_at >= ?");
      parameters.add(filter.since());
    }
    boolean isToldFromProcess =
        filter.state() == RunState.RUNNING || filter.state() == RunState.KILLED;
    if (filter.state() != null) {
      conditions.add("state = ?");
      parameters.add((isToldFromProcess ? RunState.RUNNING : filter.state()).text());
    }
    parameters.add(isToldFromProcess ? Integer.MAX_VALUE : filter.limit());
    String sql = "SELECT * FROM runs WHERE "
        + String.join(" AND ", conditions)
        + " ORDER BY run_number DESC FETCH FIRST ? ROWS ONLY";
    Instant now = now();
    return database
        .transaction(
            "read the run history",
            transaction -> transaction.list(sql, row -> Run.read(row, now), parameters.toArray()))
        .stream()
        .filter(run -> filter.state() == null || run.state() == filter.state())
        .limit(filter.limit())
        .toList();
  }

  /** The newest run of a job that succeeded. */
  public Optional<Run> lastSuccess(String job) {
    return list(RunFilter.newest(1).ofJob(job).inState(RunState.SUCCEEDED)).stream()
        .findFirst();
  }

  /** The run of that number. */
  public Optional<Run> find(long number) {
    Instant now = now();
    return database.transaction(
        "read run " + number,
        transaction -> transaction.first(
            "SELECT * FROM runs WHERE run_number = ?", row -> Run.read(row, now), number));
  }

  /** What a run did to each day, by guild and day. */
  public List<RunDay> days(long runNumber) {
    return database.transaction(
        "read the days of run " + runNumber,
        transaction -> transaction.list(
            "SELECT * FROM run_days WHERE run_number = ? ORDER BY guild_id, day_date",
            row -> new RunDay(
                row.number("guild_id"),
                row.date("day_date"),
                row.text("outcome"),
                row.number("row_count"),
                row.text("message")),
            runNumber));
  }

  /** Deletes runs that began and ended before an instant; yields how many. */
  public int deleteBefore(Instant instant) {
    return database.transaction("forget old runs", transaction -> {
      String old = "started_at < ? AND alive_until < ?";
      transaction.update(
          "DELETE FROM run_days WHERE run_number IN (SELECT run_number FROM runs WHERE " + old
              + ")",
          instant,
          instant);
      return transaction.update("DELETE FROM runs WHERE " + old, instant, instant);
    });
  }

  /** When the oldest run there is began. */
  public Optional<Instant> oldest() {
    return database.transaction(
        "look for the oldest run",
        transaction -> transaction.first(
            "SELECT started_at FROM runs ORDER BY started_at FETCH FIRST 1 ROWS ONLY",
            row -> row.instant("started_at")));
  }

  /** Stores the end of a run with all that counts from then on. The second end of a run is refused. */
  void finish(long number, RunEnd end) {
    database.transaction("store the end of run " + number, transaction -> {
      int ended = transaction.update(
          "UPDATE runs SET state = ?, finished_at = ?, row_count = ?, release_number = ?,"
              + " inputs = ?, message = ? WHERE run_number = ?",
          end.state().text(),
          now(),
          end.rows(),
          end.release(),
          end.inputs(),
          end.message(),
          number);
      storeDays(transaction, number, end.days());
      Freshness.store(transaction, end.freshness(), now());
      for (NewDelivery delivery : end.deliveries()) {
        Deliveries.enqueue(transaction, delivery, now(), null);
      }
      return ended;
    });
  }

  /** Stores what became of days so far, while the run goes on. */
  void storeDays(long number, List<RunDay> days) {
    database.transaction("store the days of run " + number, transaction -> {
      storeDays(transaction, number, days);
      return days.size();
    });
  }

  private long enter(Transaction transaction, String token, RunRequest request)
      throws SQLException {
    Optional<Long> entered = numberOf(transaction, token);
    if (entered.isPresent()) {
      return entered.get();
    }
    DayRange days = request.days();
    ProcessStamp self = ProcessStamp.current();
    transaction.update(
        "INSERT INTO runs (request_token, job, options, guilds, from_date, until_date, started_by,"
            + " state, started_at, alive_until, row_count, inputs, message, process_machine,"
            + " process_host, process_pid, process_start)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '{}', '', ?, ?, ?, ?)",
        token,
        request.job(),
        request.options(),
        request.guilds(),
        days == null ? null : days.from(),
        days == null ? null : days.to(),
        request.trigger().text(),
        RunState.RUNNING.text(),
        now(),
        now().plus(ALIVE),
        self.machine(),
        self.host(),
        self.pid(),
        self.start());
    return numberOf(transaction, token).orElseThrow();
  }

  private static Optional<Long> numberOf(Transaction transaction, String token)
      throws SQLException {
    return transaction.first(
        "SELECT run_number FROM runs WHERE request_token = ?",
        row -> row.number("run_number"),
        token);
  }

  /** What is said of a day takes the place of what was said of it before. */
  private static void storeDays(Transaction transaction, long number, List<RunDay> days)
      throws SQLException {
    List<@Nullable Object[]> keys = new ArrayList<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (RunDay day : days) {
      keys.add(new @Nullable Object[] {number, day.guildId(), day.day()});
      rows.add(new @Nullable Object[] {
        number, day.guildId(), day.day(), day.outcome(), day.rows(), day.message()
      });
    }
    transaction.updateAll(
        "DELETE FROM run_days WHERE run_number = ? AND guild_id = ? AND day_date = ?", keys);
    transaction.updateAll(
        "INSERT INTO run_days (run_number, guild_id, day_date, outcome, row_count, message)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        rows);
  }

  /** Says that the run still goes on. */
  void signOfLife(long number) {
    try {
      database.transaction(
          "keep run " + number + " alive",
          transaction -> transaction.update(
              "UPDATE runs SET alive_until = ? WHERE run_number = ? AND state = ?",
              now().plus(ALIVE),
              number,
              RunState.RUNNING.text()));
    } catch (WarehouseException e) {
      // The next sign may come through; if none does, the history shows the run as killed.
      LoggerFactory.getLogger(Runs.class).warn("Run {}: {}", number, e.getMessage());
    }
  }

  private Instant now() {
    return database.clock().instant();
  }
}

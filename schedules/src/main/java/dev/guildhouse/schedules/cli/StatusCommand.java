package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.leases.Leases;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.QueueStatus;
import dev.guildhouse.schedules.operations.runs.Freshness;
import dev.guildhouse.schedules.operations.runs.Run;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schedules.warehouse.WarehouseState;
import dev.guildhouse.schema.config.Config;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** How everything stands, on one screen. */
@Command(
    name = "status",
    description = "Shows how everything stands: release, runs, leases, landing, deliveries.")
final class StatusCommand implements Task {
  private static final String NIGHTLY = "nightly";

  @Override
  public ExitCode run(Workplace place) {
    WarehouseState state = WarehouseState.of(place.home(), place.today());
    Release release = state.release();
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("home", place.home().root().toString());
    answer.put("release", release.number());
    answer.put("published_at", release.number() == 0 ? null : release.publishedAt());
    answer.put("guilds", release.ledger().guilds().size());
    answer.put("landing_files_waiting", state.waitingFiles());
    answer.put("landing_files_in_quarantine", state.quarantinedFiles());
    SealedMonths sealed = release.ledger().sealed();
    answer.put(
        "sealed_until", sealed.isEmpty() ? null : sealed.lateByGuild().lastKey().toString());
    answer.put("late_events_dropped", sealed.lateEvents());
    answer.put("guild_days_pending", state.pending().size());
    answer.put(
        "oldest_day_pending",
        state.pending().isEmpty() ? null : state.pending().days().first());
    try (OperationsDatabase database = place.existingOperations()) {
      if (database != null) {
        addOperations(answer, database, place.config().delivery());
      }
      Tables tables = database == null ? Tables.NONE : Tables.read(database);
      tell(place.console(), answer, tables);
    }
    return ExitCode.OK;
  }

  private static void addOperations(
      Map<String, @Nullable Object> answer, OperationsDatabase database, Config.Delivery delivery) {
    Runs runs = new Runs(database);
    List<LocalDate> filled = new Freshness(database)
        .list().stream().map(Freshness.Entry::filledUntil).sorted().toList();
    answer.put("filled_until", filled.isEmpty() ? null : filled.get(0));
    answer.put("last_nightly", one(runs.list(RunFilter.newest(1).ofJob(NIGHTLY))));
    answer.put("last_run", one(runs.list(RunFilter.newest(1))));
    QueueStatus queue = new Deliveries(database, delivery.lease()).status();
    queue.counts().forEach((state, count) -> answer.put("deliveries_" + state.text(), count));
    answer.put("deliveries_stuck", queue.stuck());
  }

  private static @Nullable String one(List<Run> newest) {
    return newest.stream()
        .findFirst()
        .map(run -> run.number() + ": " + run.request().job() + ", "
            + run.state().text() + ", " + run.startedAt())
        .orElse(null);
  }

  private static void tell(Console console, Map<String, @Nullable Object> answer, Tables tables) {
    if (console.format() == Console.Format.JSON) {
      answer.put("running", tables.running());
      answer.put("leases", tables.leases());
      console.json(answer);
      return;
    }
    console.fields(answer);
    if (tables.isAnythingGoingOn()) {
      console.say("");
      console.table(tables.running());
      console.say("");
      console.table(tables.leases());
    }
  }

  /** What goes on at this moment. */
  private record Tables(Table running, Table leases, boolean isAnythingGoingOn) {
    static final Tables NONE = new Tables(Table.of("run"), Table.of("lease"), false);

    static Tables read(OperationsDatabase database) {
      List<Run> running =
          new Runs(database).list(RunFilter.newest(Integer.MAX_VALUE).inState(RunState.RUNNING));
      Table leases = Table.of("lease", "holder", "since", "doing", "expires_at");
      new Leases(database)
          .held()
          .forEach(holder -> leases.row(
              holder.lease(),
              holder.process().toString(),
              holder.since(),
              holder.doing(),
              holder.expiresAt()));
      return new Tables(RunsCommand.table(running, database.clock()), leases, !running.isEmpty());
    }
  }
}

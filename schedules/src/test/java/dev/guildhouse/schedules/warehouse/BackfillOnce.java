package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A process that backfills a home under the real lease and ends. */
final class BackfillOnce {
  private BackfillOnce() {}

  /** Starts it as a process of its own. */
  static ChildJvm start(Home home, DayRange days, Reprocess which, String... options)
      throws IOException {
    return ChildJvm.startSpark(
        List.of(options),
        BackfillOnce.class,
        home.root().toString(),
        days.from().toString(),
        days.to().toString(),
        which.name());
  }

  /** Arguments: home, from, to, which days. */
  public static void main(String[] arguments) {
    Home home = new Home(Path.of(arguments[0])).prepare();
    DayRange days = new DayRange(LocalDate.parse(arguments[1]), LocalDate.parse(arguments[2]));
    Config config =
        Config.load(home.configuration(), Map.of("GUILDHOUSE_SPARK_MASTER", "local[2]"));
    InstantSource clock = InstantSource.system();
    try (OperationsDatabase database = OperationsDatabase.open(home, clock);
        WarehouseSession session = WarehouseSession.open(home, config, clock)) {
      RunResult result = new WarehouseRuns(database, () -> session, Duration.ofMinutes(10))
          .run(
              new RunRequest("nightly", "all", days, RunTrigger.COMMAND_LINE),
              (warehouse, lease, run) -> warehouse
                  .get()
                  .runner()
                  .backfill(days, Reprocess.valueOf(arguments[3]), lease, run.number()))
          .result();
      System.out.println("published " + result.isPublished());
    }
  }
}

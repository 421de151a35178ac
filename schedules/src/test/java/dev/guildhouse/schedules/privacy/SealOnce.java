package dev.guildhouse.schedules.privacy;

import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.Sealing.SealedMonth;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeSet;

/** A process that seals a month of a home, with the real proof, and ends. */
final class SealOnce {
  private SealOnce() {}

  /** Starts it as a process of its own. */
  static ChildJvm start(Home home, YearMonth month, String... options) throws IOException {
    return ChildJvm.startSpark(
        List.of(options), SealOnce.class, home.root().toString(), month.toString());
  }

  /** Arguments: home, month. */
  public static void main(String[] arguments) {
    Home home = new Home(Path.of(arguments[0])).prepare();
    InstantSource clock = InstantSource.system();
    Config config = TestWarehouse.config(home);
    WarehouseSession session = WarehouseSession.open(home, config, clock);
    try (OperationsDatabase database = OperationsDatabase.open(home, clock)) {
      HomeProof proof = new HomeProof(home, clock, session::close, List.of());
      List<SealedMonth> done = new Sealing(
              home, config, clock, TestWarehouse.secrets(home), proof, Duration.ofMinutes(5))
          .month(
              new WarehouseRuns(database, () -> session, Duration.ofMinutes(10)),
              RunTrigger.COMMAND_LINE,
              YearMonth.parse(arguments[1]),
              new TreeSet<>());
      done.forEach(month ->
          month.guilds().forEach(guild -> System.out.println("destroyed the mapping of " + guild)));
      System.out.println("ended");
    }
  }
}

package dev.guildhouse.schedules.privacy;

import dev.guildhouse.schedules.operations.ChildJvm;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A process that forgets somebody in a home, with the real proof, and ends. */
final class ForgetOnce {
  private ForgetOnce() {}

  /** Starts it as a process of its own. */
  static ChildJvm start(Home home, long guild, long user, String... options) throws IOException {
    return ChildJvm.startSpark(
        List.of(options),
        ForgetOnce.class,
        home.root().toString(),
        Long.toString(guild),
        Long.toString(user));
  }

  /** Arguments: home, guild, user. */
  public static void main(String[] arguments) {
    Home home = new Home(Path.of(arguments[0])).prepare();
    InstantSource clock = InstantSource.system();
    WarehouseSession session = WarehouseSession.open(home, TestWarehouse.config(home), clock);
    try (OperationsDatabase database = OperationsDatabase.open(home, clock)) {
      new Forgetting(
              home,
              clock,
              TestWarehouse.secrets(home),
              session::close,
              List.of(),
              Duration.ofMinutes(5))
          .forget(
              new WarehouseRuns(database, () -> session, Duration.ofMinutes(10)),
              RunTrigger.COMMAND_LINE,
              Long.parseLong(arguments[1]),
              Long.parseLong(arguments[2]));
      System.out.println("forgotten");
    }
  }
}

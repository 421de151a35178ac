package dev.guildhouse.schedules.privacy;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.privacy.Sealing.SealedMonth;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.home.Home;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Seals a month of a test's home in this process, waiting for nobody. */
public final class SealHere {
  private SealHere() {}

  /** Under the proof that {@code privacy close} asks for. */
  public static List<SealedMonth> month(Home home, InstantSource clock, YearMonth month) {
    HomeProof proof = new HomeProof(home, clock, () -> {}, List.of());
    return month(home, clock, month, proof, () -> TestWarehouse.of(home));
  }

  static List<SealedMonth> month(
      Home home,
      InstantSource clock,
      YearMonth month,
      MonthProof proof,
      Supplier<WarehouseSession> session) {
    try (OperationsDatabase database = OperationsDatabase.open(home, clock)) {
      return new Sealing(
              home,
              TestWarehouse.config(home),
              clock,
              TestWarehouse.secrets(home),
              proof,
              Duration.ZERO)
          .month(
              new WarehouseRuns(database, session, Duration.ZERO),
              RunTrigger.COMMAND_LINE,
              month,
              new TreeSet<>());
    }
  }
}

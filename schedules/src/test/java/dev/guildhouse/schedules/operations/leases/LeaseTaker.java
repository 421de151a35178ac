package dev.guildhouse.schedules.operations.leases;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Takes and gives back one lease as often as it is told, and prints each number it had. */
final class LeaseTaker {
  private LeaseTaker() {}

  public static void main(String[] arguments) {
    Home home = new Home(Path.of(arguments[0]));
    int times = Integer.parseInt(arguments[1]);
    try (OperationsDatabase database = OperationsDatabase.open(home, InstantSource.system())) {
      Leases leases = new Leases(database);
      for (int i = 0; i < times; i++) {
        try (Lease lease = leases.acquire(
            "warehouse", "taking turns", Duration.ofSeconds(20), Duration.ofSeconds(50))) {
          System.out.println(lease.fencingNumber());
          lease.check();
        }
      }
    }
  }
}

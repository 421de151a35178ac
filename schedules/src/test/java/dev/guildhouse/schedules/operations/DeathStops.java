package dev.guildhouse.schedules.operations;

import java.util.List;

/**
 * At which stop points a test dies. Each costs a start of Spark, so that some stand for all, unless
 * {@code -Dguildhouse.stops=all} says otherwise.
 */
public final class DeathStops {
  private DeathStops() {}

  /** All, or those that are told. */
  public static List<String> of(List<String> all, String... some) {
    return System.getProperty("guildhouse.stops", "some").equals("all") ? all : List.of(some);
  }
}

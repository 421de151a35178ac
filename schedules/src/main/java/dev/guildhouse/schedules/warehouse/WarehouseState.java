package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.tables.TableDef.Layer;
import dev.guildhouse.schema.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Stream;

/**
 * How a home's tables and landing stand, told without Spark.
 *
 * @param release the current one; number 0 before the first
 * @param waitingFiles landing files that no ingest has taken in
 * @param quarantinedFiles landing files that nobody could read
 * @param pending the (guild, day)s before today with something to fold in any table
 */
public record WarehouseState(
    Release release, int waitingFiles, int quarantinedFiles, Slice pending) {

  /**
   * Reads it.
   *
   * @param today the day that it is, which nobody misses yet
   */
  public static WarehouseState of(Home home, LocalDate today) {
    Release release = new ReleaseStore(home.warehouse()).current();
    LandingLayout landing = LandingLayout.of(home);
    NavigableSet<String> waiting = landing.names();
    waiting.removeAll(release.ledger().landed());
    return new WarehouseState(
        release, waiting.size(), filesIn(landing.quarantine()), pending(release.ledger(), today));
  }

  /** Windows mark days ahead that may never hold anything; they are pending only behind others. */
  private static Slice pending(Ledger ledger, LocalDate today) {
    Slice pending = Slice.EMPTY;
    for (Map.Entry<String, Slice> open : ledger.pending().entrySet()) {
      boolean isFact = Tables.named(open.getKey()).layer() == Layer.FACTS;
      LocalDate filled = ledger.filledUntil().getOrDefault(open.getKey(), LocalDate.MIN);
      LocalDate end = isFact || filled.isAfter(today) ? today : filled;
      pending = pending.plus(open.getValue().ofDays(day -> day.isBefore(end)));
    }
    return pending;
  }

  private static int filesIn(Path quarantine) {
    if (!Files.isDirectory(quarantine)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(quarantine)) {
      return Math.toIntExact(
          files.filter(file -> file.toString().endsWith(LandingLayout.SUFFIX)).count());
    } catch (IOException e) {
      throw WarehouseException.failed(
          "list the quarantine " + quarantine,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Check that the folder can be read.",
          e);
    }
  }
}

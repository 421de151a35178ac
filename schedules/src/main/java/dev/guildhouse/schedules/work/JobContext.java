package dev.guildhouse.schedules.work;

import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.privacy.Proof;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What work is done with.
 *
 * @param home prepared
 * @param session opened by whoever gets so far; opened anew when it was closed
 * @param trigger who asked
 * @param patience how long to wait for another one that writes tables
 */
public record JobContext(
    Home home,
    Config config,
    InstantSource clock,
    OperationsDatabase database,
    Supplier<WarehouseSession> session,
    RunTrigger trigger,
    Duration patience) {

  public WarehouseRuns runs() {
    return new WarehouseRuns(database, session, patience);
  }

  /** All secrets of the home. */
  public SecretStore secrets() {
    return SecretStore.of(home, config.master());
  }

  /** The operations database, for a proof that nothing of a person is left in it. */
  Proof.Source operationsTables() {
    return (scan, listener) -> database.transaction("read every table", transaction -> {
      scan.database("operations database", transaction.connection(), listener);
      return true;
    });
  }

  /**
   * The guilds that something is configured for: those that the configuration names, so that one of
   * which nothing has landed is told, and all others.
   */
  List<Long> guilds(Predicate<GuildSettings> isWanted) {
    Stream<Long> known = new ReleaseStore(home.warehouse()).current().ledger().guilds().stream();
    return Stream.concat(config.guilds().stream().map(GuildSettings::id), known)
        .distinct()
        .filter(guild -> isWanted.test(config.guild(guild)))
        .sorted()
        .toList();
  }

  /**
   * Of two failures the one that says more: one that waits passes by itself, another does not.
   *
   * @param known null for none so far
   */
  static WarehouseException graver(@Nullable WarehouseException known, WarehouseException next) {
    return known == null || known.code() == WarehouseException.Code.WAITING ? next : known;
  }

  /** The UTC day that it is. */
  public LocalDate today() {
    return dayOf(clock.instant());
  }

  /** The UTC day of an instant. */
  public static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}

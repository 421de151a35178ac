package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.catalog.Reports;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.kpis.KpiTargets;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schedules.work.JobContext;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.ConfigReading;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.kpis.KpiTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command works with: home, configuration, clock, console. */
final class Workplace {
  private final Home home;
  private final Surroundings surroundings;
  private final Console console;
  private @Nullable Config config;
  private @Nullable WarehouseSession session;

  Workplace(Home home, Surroundings surroundings, Console console) {
    this.home = home;
    this.surroundings = surroundings;
    this.console = console;
  }

  /** The home, which need not exist. */
  Home home() {
    return home;
  }

  /** The home, made and tried for writing. */
  Home preparedHome() {
    return home.prepare();
  }

  /** The configuration; read once, all errors at once. */
  Config config() {
    if (config == null) {
      home.requireFolder();
      config = Config.load(home.configuration(), environment());
      LogFile.shape(config);
    }
    return config;
  }

  /**
   * The reports of this home.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code USAGE when the configuration names
   *     others, or when the home's own cannot be understood; all errors at once
   */
  Reports reports() {
    Reports reports = Reports.of(home);
    ConfigReading.of(home.configuration(), environment())
        .checkedBy(reports.rule())
        .config();
    return reports;
  }

  /** The operations database, made if this is the first time. */
  OperationsDatabase operations() {
    Config.Operations settings = config().operations();
    Home place = settings.jdbcUrl() == null ? preparedHome() : home;
    return OperationsDatabase.open(place, settings, clock());
  }

  /** The operations database for a command that only asks; null while nothing ever ran here. */
  @Nullable
  OperationsDatabase existingOperations() {
    boolean isThere = config().operations().jdbcUrl() != null || OperationsDatabase.isIn(home);
    return isThere ? operations() : null;
  }

  /** The warehouse, with a Spark session that ends with this process; opening it takes seconds. */
  WarehouseSession session() {
    WarehouseSession open = session;
    if (open == null) {
      open = WarehouseSession.open(preparedHome(), config(), clock()).judging(this::targets);
      session = open;
    }
    return open;
  }

  /** What work is done with that schedules can have done too. */
  JobContext context(OperationsDatabase database, Duration wait) {
    return new JobContext(
        preparedHome(), config(), clock(), database, this::session, RunTrigger.COMMAND_LINE, wait);
  }

  private Map<Long, List<KpiTarget>> targets() {
    try (OperationsDatabase database = existingOperations()) {
      return database == null ? Map.of() : new KpiTargets(database).all();
    }
  }

  /** The secrets of the home's guilds; none is read or drawn yet. */
  GuildSecrets secrets() {
    return new GuildSecrets(secretStore());
  }

  /** All secrets of the home. */
  SecretStore secretStore() {
    return SecretStore.of(home, config().master());
  }

  /** Who opted out and who was forgotten. */
  People people() {
    return People.of(home, secretStore());
  }

  Map<String, String> environment() {
    return surroundings.environment();
  }

  InstantSource clock() {
    return surroundings.clock();
  }

  /** The UTC day that it is. */
  LocalDate today() {
    return LocalDate.ofInstant(clock().instant(), ZoneOffset.UTC);
  }

  Console console() {
    return console;
  }
}

package dev.guildhouse.schedules.work;

import dev.guildhouse.collector.catchup.Checkpoints;
import dev.guildhouse.collector.discord.RestConnection;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.reading.GuildLock;
import dev.guildhouse.collector.reading.LandingSink;
import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.reading.ReadingSettings;
import dev.guildhouse.collector.recount.Recount;
import dev.guildhouse.collector.recount.RecountReport;
import dev.guildhouse.collector.recount.RecountResult.Difference;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recounts the last days of guilds by REST and lands what settles the differences. */
public final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  private final Home home;
  private final Config config;
  private final InstantSource clock;

  /** Takes what came of each guild; one that fails does not stop the others. */
  public interface Listener {
    void recounted(RecountReport report);

    void failed(long guild, WarehouseException why);
  }

  public Reconciliation(Home home, Config config, InstantSource clock) {
    this.home = home;
    this.config = config;
    this.clock = clock;
  }

  /** The guilds that the collector watches or has watched. */
  public List<Long> watched() {
    return Checkpoints.guilds(Checkpoints.live(home));
  }

  /**
   * Recounts guilds.
   *
   * @param days whole UTC days, which landing must still hold
   */
  public void run(List<Long> guilds, DayRange days, ReadListener progress, Listener listener)
      throws InterruptedException {
    try (RestConnection connection = RestConnection.open(config.discord())) {
      RestCalls calls = new RestCalls(connection.jda());
      for (long guild : guilds) {
        try {
          listener.recounted(recount(calls, guild, days, progress));
        } catch (WarehouseException e) {
          listener.failed(guild, e);
        }
      }
    }
  }

  private RecountReport recount(RestCalls calls, long guild, DayRange days, ReadListener progress)
      throws InterruptedException {
    LandingLayout landing = LandingLayout.of(home);
    // One instant for all events, so that they land in one place.
    Instant now = clock.instant();
    LandingSink sink = new LandingSink(new LandingFiles(landing), "reconcile-" + guild, now);
    SecretStore secrets = SecretStore.of(home, config.master());
    ReadingSettings settings = ReadingSettings.of(
        config, new GuildSecrets(secrets), People.of(home, secrets), InstantSource.fixed(now));
    GuildLock lock = GuildLock.take(home.collector().resolve("reconcile"), guild, "recount days");
    try {
      RecountReport report = new Recount(calls, sink, settings, landing, progress).run(guild, days);
      LOG.info(
          "Recounted guild {}: {} messages, {} missed, {} deleted, {} restored, {} edited",
          guild,
          report.messages(),
          report.sum(Difference::missed),
          report.sum(Difference::deleted),
          report.sum(Difference::restored),
          report.sum(Difference::edited));
      return report;
    } finally {
      lock.close();
    }
  }
}

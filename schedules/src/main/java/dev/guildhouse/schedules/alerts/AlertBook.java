package dev.guildhouse.schedules.alerts;

import dev.guildhouse.jobs.alerts.Finding;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.alerts.GuildAlert;
import dev.guildhouse.schedules.operations.alerts.GuildAlerts;
import dev.guildhouse.schedules.operations.leases.Lease;
import dev.guildhouse.schedules.operations.leases.Leases;
import dev.guildhouse.schema.config.AlertSettings;
import dev.guildhouse.schema.config.AlertSettings.Kind;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the alerts of guilds: writes down what was found on a day, and queues a post of what became
 * of it, each once wherever it is killed. In quiet hours a post is queued for their end.
 */
final class AlertBook {
  private static final Duration TERM = Duration.ofSeconds(60);

  private final Home home;
  private final Config config;
  private final OperationsDatabase database;
  private final Duration patience;

  /**
   * @param patience how long to wait for another one that does the same
   */
  AlertBook(Home home, Config config, OperationsDatabase database, Duration patience) {
    this.home = home;
    this.config = config;
    this.database = database;
    this.patience = patience;
  }

  /**
   * Writes a day down and tells what is new.
   *
   * @param guildId of a guild with a channel for alerts
   * @param found all that stands on the day
   * @param over why a topic does not stand any more; empty when it does or nobody knows
   * @return how many posts were queued
   */
  int enter(
      long guildId,
      LocalDate day,
      List<Finding> found,
      Function<String, Optional<List<String>>> over) {
    GuildSettings guild = config.guild(guildId);
    AlertSettings settings = guild.alerts();
    GuildAlerts alerts = new GuildAlerts(database, guildId);
    AlertReport report = new AlertReport(home, config, Objects.requireNonNull(settings.channel()));
    try (Lease lease =
        new Leases(database).acquire(alerts.lease(), "looks at " + day, TERM, patience)) {
      alerts.become(
          day,
          found,
          finding -> settings.kinds().contains(finding.kind()) && !finding.isToldByAnother(),
          over);
      StopPoint.reached("alerts.entered");
      int queued = 0;
      for (GuildAlert alert : alerts.untold()) {
        lease.check();
        if (!alert.isRaiseTold()) {
          alerts.raiseTold(alert, report.raised(alert), dueAt(guild, alert.kind()));
          StopPoint.reached("alerts.queued");
          queued++;
        }
        if (alert.resolvedAt() != null && !alert.isEndTold()) {
          alerts.endTold(alert, report.resolved(alert), dueAt(guild, alert.kind()));
          queued++;
        }
      }
      return queued;
    }
  }

  private Instant dueAt(GuildSettings guild, Kind kind) {
    return guild.alerts().postedFrom(kind, database.clock().instant(), guild.timeZone());
  }
}

package dev.guildhouse.schedules.reports;

import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;

/** What is asked of a guild's tables, with what the configuration says of the guild. */
public final class GuildRequests {
  private final Config config;
  private final GuildSecrets secrets;

  public GuildRequests(Home home, Config config) {
    this.config = config;
    this.secrets = GuildSecrets.of(home, config);
  }

  /** The guild's days for an audience. */
  public ReportRequest of(long guildId, DayRange period, Audience audience) {
    GuildSettings guild = config.guild(guildId);
    return new ReportRequest(
        guildId,
        guild.name() == null ? Long.toString(guildId) : guild.name(),
        period,
        audience,
        guild,
        new ExportPseudonyms(secrets));
  }
}

package dev.guildhouse.jobs.reports;

import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Guilds with the usual settings but for their privacy mode. */
public final class GuildsOf {
  private GuildsOf() {}

  public static GuildSettings mode(PrivacyMode mode, long guild) {
    return Config.load(
            Path.of("none.yaml"),
            Map.of("GUILDHOUSE_DEFAULTS_PRIVACY_MODE", mode.name().toLowerCase(Locale.ROOT)))
        .guild(guild);
  }
}

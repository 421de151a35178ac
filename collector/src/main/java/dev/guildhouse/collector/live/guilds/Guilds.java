package dev.guildhouse.collector.live.guilds;

import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.People;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** All guilds of one shard. For one thread at a time. */
public final class Guilds {
  private final Map<Long, GuildView> guilds = new TreeMap<>();
  private final LongFunction<GuildView> unknown;
  private final LongFunction<GuildPeople> people;

  /**
   * @param people whose events are left out, asked for anew by {@link #obey}
   */
  public Guilds(LongFunction<GuildView> unknown, LongFunction<GuildPeople> people) {
    this.unknown = unknown;
    this.people = people;
  }

  /** Guilds whose keys are made as the configuration says. */
  public static Guilds of(Config config, GuildSecrets secrets, People people) {
    return new Guilds(
        id -> new GuildView(
                id,
                config.organizationOf(id),
                config.guild(id).support(),
                keys(config, secrets, id))
            .trusting(config.guild(id).trustRoles()),
        people::of);
  }

  /** Takes the list of people as it is now. */
  public void obey() {
    guilds.forEach((id, guild) -> guild.obey(people.apply(id)));
  }

  private static MemberKeyring keys(Config config, GuildSecrets secrets, long guildId) {
    return config.guild(guildId).privacy().mode() == PrivacyMode.ANONYMOUS
        ? MemberKeyring.anonymous(guildId, secrets)
        : MemberKeyring.pseudonymous(guildId, secrets);
  }

  public GuildView guild(long guildId) {
    return guilds.computeIfAbsent(guildId, id -> {
      GuildView guild = unknown.apply(id);
      guild.obey(people.apply(id));
      return guild;
    });
  }

  public Collection<GuildView> all() {
    return List.copyOf(guilds.values());
  }
}

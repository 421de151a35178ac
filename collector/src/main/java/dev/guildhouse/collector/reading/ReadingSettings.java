package dev.guildhouse.collector.reading;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.People;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/**
 * What reading by REST needs to know beyond Discord.
 *
 * @param clock what now is
 * @param organizationOf the organization of a guild, 0 for none
 * @param keywords what to look for in texts of a guild
 * @param isAnonymous whether a guild's members get new keys each month
 * @param keyrings new member keys of a guild, for one thread; every call makes others of the same
 *     secrets
 */
public record ReadingSettings(
    InstantSource clock,
    LongUnaryOperator organizationOf,
    LongFunction<Keywords> keywords,
    LongPredicate isAnonymous,
    LongFunction<MemberKeyring> keyrings) {

  /** Readings as the configuration says, with keys under the secrets of a home. */
  public static ReadingSettings of(
      Config config, GuildSecrets secrets, People people, InstantSource clock) {
    LongPredicate isAnonymous =
        guild -> config.guild(guild).privacy().mode() == PrivacyMode.ANONYMOUS;
    return new ReadingSettings(
        clock,
        config::organizationOf,
        guild -> Keywords.of(config.guild(guild).support().keywords()),
        isAnonymous,
        guild -> (isAnonymous.test(guild)
                ? MemberKeyring.anonymous(guild, secrets)
                : MemberKeyring.pseudonymous(guild, secrets))
            .obeying(people.of(guild)));
  }

  /** The first instant of a guild whose events are still taken. */
  public Instant earliest(long guildId) {
    return isAnonymous.test(guildId) ? OpenMonths.earliest(clock.instant()) : Instant.EPOCH;
  }
}

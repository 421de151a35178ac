package dev.guildhouse.collector.imports;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.landing.LandingLayout;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How files are imported.
 *
 * @param landing where events go
 * @param secrets under which member keys are made; untouched by {@link Effect#DRY_RUN}
 * @param people whose events are left out
 * @param receivedAt the instant of the run, which all of its events bear
 * @param effect whether anything is written
 * @param guildId guild of files that do not name their own; those that name another are refused
 * @param channelId channel of CSV files whose name does not hold it
 * @param zone zone of times that are written without one
 * @param organizationOf the organization of a guild, 0 for none
 * @param keywords what to look for in texts of a guild
 * @param isAnonymous whether a guild's members get new keys each month
 */
public record ImportOptions(
    LandingLayout landing,
    GuildSecrets secrets,
    LongFunction<GuildPeople> people,
    Instant receivedAt,
    Effect effect,
    @Nullable Long guildId,
    @Nullable Long channelId,
    @Nullable ZoneId zone,
    LongUnaryOperator organizationOf,
    LongFunction<Keywords> keywords,
    LongPredicate isAnonymous) {

  /** What a run leaves behind. */
  public enum Effect {
    WRITE,
    /** Everything is read and checked, nothing written, not even a secret. */
    DRY_RUN
  }

  /** Options that write, for files that say everything themselves, of guilds without a policy. */
  public static ImportOptions of(LandingLayout landing, GuildSecrets secrets, Instant receivedAt) {
    return new ImportOptions(
        landing,
        secrets,
        guild -> GuildPeople.NOBODY,
        receivedAt,
        Effect.WRITE,
        null,
        null,
        null,
        guild -> 0,
        guild -> Keywords.NONE,
        guild -> false);
  }

  public ImportOptions dryRun() {
    return new ImportOptions(
        landing,
        secrets,
        people,
        receivedAt,
        Effect.DRY_RUN,
        guildId,
        channelId,
        zone,
        organizationOf,
        keywords,
        isAnonymous);
  }

  /** For files that do not say where they come from, as CSV; null where nothing is known. */
  public ImportOptions from(
      @Nullable Long guild, @Nullable Long channel, @Nullable ZoneId writtenIn) {
    return new ImportOptions(
        landing,
        secrets,
        people,
        receivedAt,
        effect,
        guild,
        channel,
        writtenIn,
        organizationOf,
        keywords,
        isAnonymous);
  }

  /** With what the configuration says about guilds. */
  public ImportOptions guilds(LongUnaryOperator organization, LongPredicate anonymous) {
    return new ImportOptions(
        landing,
        secrets,
        people,
        receivedAt,
        effect,
        guildId,
        channelId,
        zone,
        organization,
        keywords,
        anonymous);
  }

  /** With what to look for in texts of guilds. */
  public ImportOptions lookingFor(LongFunction<Keywords> words) {
    return new ImportOptions(
        landing,
        secrets,
        people,
        receivedAt,
        effect,
        guildId,
        channelId,
        zone,
        organizationOf,
        words,
        isAnonymous);
  }

  /** With the lists of people whose events are left out. */
  public ImportOptions leavingOut(LongFunction<GuildPeople> lists) {
    return new ImportOptions(
        landing,
        secrets,
        lists,
        receivedAt,
        effect,
        guildId,
        channelId,
        zone,
        organizationOf,
        keywords,
        isAnonymous);
  }
}

package dev.guildhouse.collector.catchup;

import dev.guildhouse.collector.members.MemberKeyring;
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
 * @param isAnonymous whether a guild's members get new keys each month
 * @param keyrings new member keys of a guild, for one thread; every call makes others of the same
 *     secrets
 */
public record ReadingSettings(
    InstantSource clock,
    LongUnaryOperator organizationOf,
    LongPredicate isAnonymous,
    LongFunction<MemberKeyring> keyrings) {

  /** The first instant of a guild whose events are still taken. */
  Instant earliest(long guildId) {
    return isAnonymous.test(guildId) ? OpenMonths.earliest(clock.instant()) : Instant.EPOCH;
  }
}

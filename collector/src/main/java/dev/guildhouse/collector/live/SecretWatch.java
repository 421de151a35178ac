package dev.guildhouse.collector.live;

import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.SecretName;
import dev.guildhouse.schema.identity.SecretName.Kind;
import dev.guildhouse.schema.identity.SecretStore;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the secrets of watched guilds while the collector runs. Keys are made from memory, so
 * nobody else would notice that a secret is lost, and after the next start a month would fall into two
 * halves; and at the midnight of a month nobody should wait for a disk.
 */
final class SecretWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SecretWatch.class);

  private final SecretStore store;
  private final LongPredicate isAnonymous;

  /** Everything that was ever seen: a register that is lost as well would not know of it. */
  private final Set<SecretName> known = new HashSet<>();

  /**
   * @param isAnonymous whether a guild has new secrets every month
   */
  SecretWatch(SecretStore store, LongPredicate isAnonymous) {
    this.store = store;
    this.isAnonymous = isAnonymous;
  }

  /**
   * Passes if no secret is lost; draws those of the next month.
   *
   * @param guilds that are watched
   * @throws dev.guildhouse.schema.WarehouseException with code FAILED and which one is lost
   */
  void look(Collection<Long> guilds, Instant now) {
    Set<SecretName> live = new HashSet<>(store.live());
    live.stream()
        .filter(name -> name.kind() == Kind.GUILD || name.kind() == Kind.PEOPLE)
        .filter(name -> guilds.contains(name.guildId()))
        .forEach(known::add);
    store.requireIntact(known);
    YearMonth next = YearMonth.from(now.atZone(ZoneOffset.UTC)).plusMonths(1);
    for (long guild : guilds) {
      if (isAnonymous.test(guild) && !live.contains(SecretName.ofMonth(guild, next))) {
        new GuildSecrets(store).drawAhead(guild, next);
        LOG.info("Drew the secrets of {} for guild {}", next, guild);
      }
    }
  }
}

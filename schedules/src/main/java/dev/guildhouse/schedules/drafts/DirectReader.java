package dev.guildhouse.schedules.drafts;

import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.identity.GuildPeople.Verdict;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A member who asked for direct messages; for memory alone.
 *
 * @param userId by which Discord is told to whom to write
 * @param key by which tables know the member
 * @param since when it was asked for
 */
public record DirectReader(long userId, long key, Instant since) {

  /** Those of a guild, without whoever opted out, was erased or is ignored. */
  public static List<DirectReader> of(Home home, Config config, long guildId, Instant now) {
    SecretStore store = SecretStore.of(home, config.master());
    Map<Long, Instant> all = new Subscribers(store).of(guildId);
    if (all.isEmpty()) {
      return List.of();
    }
    MemberKeys members = MemberKeys.under(new GuildSecrets(store).ofGuild(guildId));
    GuildPeople people = People.of(home, store).of(guildId);
    return all.entrySet().stream()
        .filter(entry -> people.verdict(people.key(entry.getKey()), now) == Verdict.KEEP)
        .map(entry -> new DirectReader(
            entry.getKey(), members.key(guildId, entry.getKey()), entry.getValue()))
        .toList();
  }

  @Override
  public String toString() {
    return "a member who asked for direct messages since " + since;
  }
}

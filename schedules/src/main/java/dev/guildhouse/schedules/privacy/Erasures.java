package dev.guildhouse.schedules.privacy;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ErasedMembers;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Erasures that members asked for and that are done later, many in one go. The database knows only
 * that somebody of a guild asked; which keys are meant stands in the encrypted key store.
 */
public final class Erasures {
  private final Home home;
  private final InstantSource clock;
  private final OperationsDatabase database;

  public Erasures(Home home, InstantSource clock, OperationsDatabase database) {
    this.home = home;
    this.clock = clock;
    this.database = database;
  }

  /** Records that a member is to be erased. When this returns it outlives any crash. */
  public void ask(long guild, long user, SecretStore secrets) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    People.of(home, secrets).add(guild, user, People.Reason.FORGOTTEN, now);
    new Subscribers(secrets).remove(guild, user);
    new ErasedMembers(secrets).add(guild, Forgetting.keys(secrets, guild, user), now);
    database.transaction(
        "record an erasure",
        transaction -> transaction.update(
            "INSERT INTO erasure_requests (request_id, guild_id, asked_at) VALUES (?, ?, ?)",
            UUID.randomUUID().toString(),
            guild,
            now));
  }

  /** Since when somebody of each guild waits to be erased. */
  public Map<Long, Instant> open() {
    Map<Long, Instant> open = new TreeMap<>();
    database
        .transaction(
            "look for erasures",
            transaction -> transaction.list(
                "SELECT guild_id, MIN(asked_at) AS asked_at FROM erasure_requests"
                    + " WHERE done_at IS NULL GROUP BY guild_id",
                row -> Map.entry(row.number("guild_id"), row.instant("asked_at"))))
        .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
    return open;
  }

  /**
   * Does what is open of a guild.
   *
   * @param forgetting erases all of some keys, and fails unless nothing is left
   * @return how many keys were erased
   */
  public int finish(long guild, Instant since, SecretStore secrets, Erasing forgetting) {
    Instant begun = clock.instant();
    List<Long> keys = new ErasedMembers(secrets).keys(guild, since);
    if (!keys.isEmpty()) {
      forgetting.erase(guild, keys);
    }
    // What is asked while it ran stays open.
    database.transaction(
        "end erasures",
        transaction -> transaction.update(
            "UPDATE erasure_requests SET done_at = ? WHERE guild_id = ? AND done_at IS NULL"
                + " AND asked_at <= ?",
            clock.instant(),
            guild,
            begun));
    return keys.size();
  }

  /** Erases keys of a guild. */
  @FunctionalInterface
  public interface Erasing {
    void erase(long guild, List<Long> keys);
  }
}

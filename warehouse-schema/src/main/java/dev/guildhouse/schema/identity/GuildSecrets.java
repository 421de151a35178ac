package dev.guildhouse.schema.identity;

import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.time.YearMonth;

/**
 * The secrets under which people are replaced by keys: 256 random bits per guild and, in anonymous
 * mode, per month. A secret is drawn by whoever needs it first, and all processes agree on it.
 *
 * <p>Each is read anew at every call, so that a destroyed one is not used any longer.
 */
public final class GuildSecrets {
  private final SecretStore store;

  public GuildSecrets(SecretStore store) {
    this.store = store;
  }

  /** Secrets in a folder that also holds their master key. */
  public GuildSecrets(Path folder) {
    this(SecretStore.in(folder));
  }

  /** The secrets of a home. */
  public static GuildSecrets of(Home home, Config config) {
    return new GuildSecrets(SecretStore.of(home, config.master()));
  }

  /** The secret of a guild in pseudonymous mode. */
  public byte[] ofGuild(long guildId) {
    return store.secret(SecretName.ofGuild(guildId));
  }

  /**
   * The secret of a guild's month in anonymous mode.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code WAITING when the month is sealed
   */
  public byte[] ofMonth(long guildId, YearMonth month) {
    return store.secret(SecretName.ofMonth(guildId, month));
  }

  /**
   * The secret under which export pseudonyms of a guild's month are made.
   *
   * @throws dev.guildhouse.schema.WarehouseException with code WAITING when the month is sealed
   */
  public byte[] ofExports(long guildId, YearMonth month) {
    return store.secret(SecretName.ofExports(guildId, month));
  }

  /** The secret under which a guild's list of people is kept; it outlives every month. */
  public byte[] ofPeople(long guildId) {
    return store.secret(SecretName.ofPeople(guildId));
  }

  /** Whether a guild's month is sealed for good, so that nothing of it is taken any more. */
  public boolean isSealed(long guildId, YearMonth month) {
    return store.isDestroyed(SecretName.ofMapping(guildId, month));
  }

  /** Draws what a guild's anonymous month needs, so that nobody waits for it at midnight. */
  public void drawAhead(long guildId, YearMonth month) {
    store.draw(SecretName.ofMonth(guildId, month));
    store.draw(SecretName.ofExports(guildId, month));
  }

  /** Destroys the member keys of an anonymous month; true if this call did it. */
  public boolean destroyMonth(long guildId, YearMonth month) {
    return store.destroy(SecretName.ofMonth(guildId, month));
  }

  /** Destroys the export pseudonyms of a month; true if this call did it. */
  public boolean destroyExports(long guildId, YearMonth month) {
    return store.destroy(SecretName.ofExports(guildId, month));
  }

  /** Whether the keys of an anonymous month can never be made again. */
  public boolean isDestroyed(long guildId, YearMonth month) {
    return store.isDestroyed(SecretName.ofMonth(guildId, month));
  }
}

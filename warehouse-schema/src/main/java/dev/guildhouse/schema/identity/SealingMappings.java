package dev.guildhouse.schema.identity;

import dev.guildhouse.schema.identity.SecretName.Kind;
import java.time.YearMonth;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps the mapping from keys to tokens while a month is being sealed, encrypted like every secret:
 * a sealing that was interrupted goes on with the same tokens.
 */
public final class SealingMappings {
  private final SecretStore store;

  public SealingMappings(SecretStore store) {
    this.store = store;
  }

  /**
   * The mapping of a guild's month. Keys that it lacks get tokens now, those that it has keep theirs.
   * When this returns it is on the disk.
   *
   * @param keys member keys in any order; the unknown member may be among them
   * @throws dev.guildhouse.schema.WarehouseException with code WAITING when it was destroyed
   */
  public SealingMapping drawOrLoad(long guildId, YearMonth month, long[] keys) {
    return SealingMapping.of(store.update(SecretName.ofMapping(guildId, month), stored -> {
      SealingMapping old = stored.map(SealingMapping::of).orElseGet(SealingMapping::none);
      SealingMapping mapping = old.with(keys);
      return stored.isPresent() && mapping == old ? stored.get() : mapping.bytes();
    }));
  }

  /** The mapping of a month whose sealing has begun and not ended. */
  public Optional<SealingMapping> find(long guildId, YearMonth month) {
    return isDestroyed(guildId, month)
        ? Optional.empty()
        : store.find(SecretName.ofMapping(guildId, month)).map(SealingMapping::of);
  }

  /** Destroys the mapping for good; true if this call did it, which is true once. */
  public boolean destroy(long guildId, YearMonth month) {
    return store.destroy(SecretName.ofMapping(guildId, month));
  }

  /** By month, the guilds whose mapping was destroyed, which are sealed for good. */
  public NavigableMap<YearMonth, NavigableSet<Long>> destroyed() {
    NavigableMap<YearMonth, NavigableSet<Long>> months = new TreeMap<>();
    for (SecretName name : store.destroyed()) {
      YearMonth month = name.month();
      if (name.kind() == Kind.MAPPING && month != null) {
        months.computeIfAbsent(month, m -> new TreeSet<>()).add(name.guildId());
      }
    }
    return months;
  }

  /** Whether the sealing of a month ever began. */
  public boolean isKnown(long guildId, YearMonth month) {
    SecretName name = SecretName.ofMapping(guildId, month);
    return store.live().contains(name) || store.isDestroyed(name);
  }

  /** Whether the mapping was destroyed, so that the month is sealed for good. */
  public boolean isDestroyed(long guildId, YearMonth month) {
    return store.isDestroyed(SecretName.ofMapping(guildId, month));
  }
}

package dev.guildhouse.schema.identity;

import dev.guildhouse.schema.identity.SecretName.Kind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which members were erased, as long as a backup may still hold them: by key, encrypted like every
 * secret, and like these never in a backup. A restore erases them again before anybody sees them.
 */
public final class ErasedMembers {
  private static final int ENTRY_BYTES = 2 * Long.BYTES;

  private final SecretStore store;

  private record Entry(long key, Instant at) {}

  public ErasedMembers(SecretStore store) {
    this.store = store;
  }

  /**
   * Remembers keys of somebody who is being erased, from now on as of an instant. When this returns
   * it is on the disk.
   */
  public void add(long guildId, List<Long> keys, Instant at) {
    if (keys.isEmpty()) {
      return;
    }
    store.update(SecretName.ofErased(guildId), stored -> {
      List<Entry> entries = new ArrayList<>(stored.map(ErasedMembers::entries).orElse(List.of()));
      entries.removeIf(entry -> keys.contains(entry.key()));
      keys.forEach(key -> entries.add(new Entry(key, at)));
      return bytes(entries);
    });
  }

  /** The keys of everybody of a guild who was erased at an instant or after it, each once. */
  public List<Long> keys(long guildId, Instant since) {
    return entries(guildId).stream()
        .filter(entry -> !entry.at().isBefore(since))
        .map(Entry::key)
        .distinct()
        .toList();
  }

  /** The guilds of which anybody is remembered. */
  public List<Long> guilds() {
    return store.live().stream()
        .filter(name -> name.kind() == Kind.ERASED)
        .map(SecretName::guildId)
        .filter(guild -> !entries(guild).isEmpty())
        .toList();
  }

  /** Forgets who was erased before an instant; yields how many keys. */
  public int deleteBefore(Instant instant) {
    Predicate<Entry> isOld = entry -> entry.at().isBefore(instant);
    int deleted = 0;
    for (long guild : guilds()) {
      int old = (int) entries(guild).stream().filter(isOld).count();
      if (old > 0) {
        store.update(SecretName.ofErased(guild), stored -> {
          List<Entry> kept = new ArrayList<>(stored.map(ErasedMembers::entries).orElse(List.of()));
          kept.removeIf(isOld);
          return bytes(kept);
        });
        deleted += old;
      }
    }
    return deleted;
  }

  /** When the first of those was erased who are remembered. */
  public Optional<Instant> oldest() {
    return guilds().stream()
        .flatMap(guild -> entries(guild).stream())
        .map(Entry::at)
        .min(Instant::compareTo);
  }

  private List<Entry> entries(long guildId) {
    return store.find(SecretName.ofErased(guildId)).map(ErasedMembers::entries).orElse(List.of());
  }

  private static List<Entry> entries(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<Entry> entries = new ArrayList<>();
    while (buffer.remaining() >= ENTRY_BYTES) {
      entries.add(new Entry(buffer.getLong(), Instant.ofEpochSecond(buffer.getLong())));
    }
    return entries;
  }

  private static byte[] bytes(List<Entry> entries) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(ENTRY_BYTES, entries.size()));
    entries.forEach(entry -> buffer.putLong(entry.key()).putLong(entry.at().getEpochSecond()));
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}

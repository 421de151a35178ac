package dev.guildhouse.schema.identity;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who asked to get direct messages, by user id, because nobody could be written to by a key: the only
 * ids that are stored, encrypted like every secret and like these never in a backup. Each is there by
 * the member's own act, and goes by it, by an opt-out, by an erasure, and when the guild ignores the
 * member.
 */
public final class Subscribers {
  private static final int ENTRY_BYTES = 2 * Long.BYTES;

  private final SecretStore store;

  public Subscribers(SecretStore store) {
    this.store = store;
  }

  /** Adds a member; false if it is one already. When this returns it is on the disk. */
  public boolean add(long guildId, long userId, Instant since) {
    if (of(guildId).containsKey(userId)) {
      return false;
    }
    store.update(SecretName.ofSubscribers(guildId), stored -> {
      Map<Long, Instant> all = stored.map(Subscribers::entries).orElseGet(TreeMap::new);
      all.putIfAbsent(userId, since);
      return bytes(all);
    });
    return true;
  }

  /** Takes a member away; false if it was none. When this returns no file holds the id any more. */
  public boolean remove(long guildId, long userId) {
    if (!of(guildId).containsKey(userId)) {
      return false;
    }
    store.update(SecretName.ofSubscribers(guildId), stored -> {
      Map<Long, Instant> all = stored.map(Subscribers::entries).orElseGet(TreeMap::new);
      all.remove(userId);
      return bytes(all);
    });
    return true;
  }

  /** The members of a guild by user id, with the second since when; for memory alone. */
  public Map<Long, Instant> of(long guildId) {
    return store
        .find(SecretName.ofSubscribers(guildId))
        .map(Subscribers::entries)
        .orElseGet(TreeMap::new);
  }

  private static Map<Long, Instant> entries(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Map<Long, Instant> entries = new TreeMap<>();
    while (buffer.remaining() >= ENTRY_BYTES) {
      entries.put(buffer.getLong(), Instant.ofEpochSecond(buffer.getLong()));
    }
    return entries;
  }

  private static byte[] bytes(Map<Long, Instant> entries) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(ENTRY_BYTES, entries.size()));
    entries.forEach((user, since) -> buffer.putLong(user).putLong(since.getEpochSecond()));
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}

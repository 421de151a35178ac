package dev.guildhouse.collector.members;

/**
 * Remembers numbers by number in bounded memory, 16 bytes an entry at half load. Keys and values
 * are never 0, which says "not there".
 *
 * <p>It holds two generations: when the young one is full it becomes the old one, and the old one is
 * forgotten. So at least the newest {@code capacity} entries are always there.
 */
public final class LongCache {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int FIRST_SLOTS = 1 << 4;

  private final int capacity;
  private long[] young = new long[2 * FIRST_SLOTS];
  private long[] old = new long[2];
  private int size;

  /** A cache that holds at least {@code capacity} entries and at most twice as many. */
  public LongCache(int capacity) {
    this.capacity = capacity;
  }

  /** The value of a key, or 0. */
  public long value(long key) {
    long value = young[slot(young, key) + 1];
    return value != 0 ? value : old[slot(old, key) + 1];
  }

  /** Sets the value of a key. */
  public void put(long key, long value) {
    int slot = slot(young, key);
    if (young[slot] == 0) {
      if (size == capacity || 4 * (size + 1) > young.length) {
        makeRoom();
        slot = slot(young, key);
      }
      young[slot] = key;
      size++;
    }
    young[slot + 1] = value;
  }

  /** Takes one entry. */
  public interface EntryTaker<E extends Exception> {
    void take(long key, long value) throws E;
  }

  /** Yields every entry once, in no order. */
  public <E extends Exception> void forEach(EntryTaker<E> taker) throws E {
    for (int i = 0; i < young.length; i += 2) {
      if (young[i] != 0) {
        taker.take(young[i], young[i + 1]);
      }
    }
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0 && young[slot(young, old[i])] == 0) {
        taker.take(old[i], old[i + 1]);
      }
    }
  }

  private void makeRoom() {
    if (size == capacity) {
      old = young;
      young = new long[2 * FIRST_SLOTS];
      size = 0;
    } else {
      grow();
    }
  }

  private void grow() {
    long[] small = young;
    young = new long[2 * small.length];
    for (int i = 0; i < small.length; i += 2) {
      if (small[i] != 0) {
        int slot = slot(young, small[i]);
        young[slot] = small[i];
        young[slot + 1] = small[i + 1];
      }
    }
  }

  /** Where the key stands or would stand: an even index of a table whose length is a power of two. */
  private static int slot(long[] table, long key) {
    int mask = table.length - 2;
    int slot = (int) ((key * SPREAD) >>> 33) & mask;
    while (table[slot] != 0 && table[slot] != key) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }
}

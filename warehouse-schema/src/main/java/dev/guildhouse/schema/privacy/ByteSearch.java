package dev.guildhouse.schema.privacy;

/**
 * Looks for needles in a stream of bytes, whatever it is a stream of: as 8 bytes in either order at
 * any offset, as the variable-length integers that databases write, and in text.
 */
final class ByteSearch {
  /** Fewer continued bytes make a number below 2^49, which no key is but one in 30,000. */
  private static final int LEAST_CONTINUED = 6;

  private static final int MOST_CONTINUED = 9;
  private static final int RING = 16;

  /** Hears what was found. */
  interface Hits {
    /**
     * A needle was found.
     *
     * @param end offset of its last byte, or of the byte after it
     */
    void found(int needle, String form, long end);
  }

  private final Needles needles;
  private final Hits hits;
  private final TextSearch plain;
  private final TextSearch wide;
  private final byte[] ring = new byte[RING];
  private long window;
  private int continued;
  private long offset;

  ByteSearch(Needles needles, Hits hits) {
    this.needles = needles;
    this.hits = hits;
    this.plain = new TextSearch(needles, hits);
    this.wide = new TextSearch(needles, hits);
  }

  /** Searches one whole value. */
  void whole(byte[] bytes) {
    begin();
    add(bytes, bytes.length);
    end();
  }

  void begin() {
    offset = 0;
    window = 0;
    continued = 0;
    plain.reset();
    wide.reset();
  }

  void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte next = bytes[i];
      offset++;
      window = (window << 8) | (next & 0xFF);
      if (offset >= Long.BYTES) {
        binary();
      }
      variable(next);
      plain.add(next, offset);
      if (next != 0) { // in UTF-16, every other byte of plain text is 0
        wide.add(next, offset);
      }
    }
  }

  void end() {
    plain.end(offset);
    wide.end(offset);
  }

  private void binary() {
    int owner = needles.ownerInAnyOrder(window);
    if (owner != Needles.NONE) {
      hits.found(owner, "8 bytes", offset);
    }
  }

  private void variable(byte next) {
    ring[(int) offset & (RING - 1)] = next;
    if (next < 0) {
      continued++;
      return;
    }
    int longest = Math.min(continued, MOST_CONTINUED);
    continued = 0;
    for (int before = LEAST_CONTINUED; before <= longest; before++) {
      long value = 0;
      for (int i = 0; i <= before; i++) {
        value |= (ring[(int) (offset - before + i) & (RING - 1)] & 0x7FL) << (7 * i);
      }
      variable(value);
      variable(-value);
      variable((value >>> 1) ^ -(value & 1));
    }
  }

  private void variable(long value) {
    int owner = needles.owner(value);
    if (owner != Needles.NONE) {
      hits.found(owner, "variable-length integer", offset);
    }
  }
}

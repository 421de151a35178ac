package dev.guildhouse.schema.privacy;

/** Finds one text in a stream, byte by byte and without looking back. */
final class WordSearch {
  private final int name;
  private final byte[] bytes;
  private final int[] fallback;
  private int matched;

  WordSearch(Needles.Text text) {
    name = text.name();
    bytes = text.bytes();
    fallback = new int[bytes.length + 1];
    for (int i = 1, length = 0; i < bytes.length; i++) {
      while (length > 0 && bytes[i] != bytes[length]) {
        length = fallback[length];
      }
      length += bytes[i] == bytes[length] ? 1 : 0;
      fallback[i + 1] = length;
    }
  }

  int name() {
    return name;
  }

  void reset() {
    matched = 0;
  }

  /** Whether the text ends with this byte. */
  boolean add(byte next) {
    while (matched > 0 && bytes[matched] != next) {
      matched = fallback[matched];
    }
    matched += bytes[matched] == next ? 1 : 0;
    boolean isWhole = matched == bytes.length;
    matched = isWhole ? fallback[matched] : matched;
    return isWhole;
  }
}

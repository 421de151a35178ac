package dev.guildhouse.collector.imports.reading;

/**
 * SipHash-1-3 of a text under a secret key: nobody without the key can find the text by trying
 * texts, which a plain hash would allow for short ones.
 */
public final class TextFingerprint {
  private TextFingerprint() {}

  /**
   * The hash of a text and a number beside it.
   *
   * @param keyLow the first half of the key
   * @param keyHigh the second half
   */
  public static long of(long keyLow, long keyHigh, CharSequence text, long beside) {
    State state = new State(keyLow, keyHigh);
    state.add(beside);
    long four = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      four = (four << 16) | text.charAt(i);
      if ((i & 3) == 3) {
        state.add(four);
        four = 0;
      }
    }
    state.add(((long) length << 48) ^ four);
    return state.end();
  }

  /** The four words of SipHash. */
  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long keyLow, long keyHigh) {
      v0 = keyLow ^ 0x736F6D6570736575L;
      v1 = keyHigh ^ 0x646F72616E646F6DL;
      v2 = keyLow ^ 0x6C7967656E657261L;
      v3 = keyHigh ^ 0x7465646279746573L;
    }

    void add(long word) {
      v3 ^= word;
      round();
      v0 ^= word;
    }

    long end() {
      v2 ^= 0xFF;
      round();
      round();
      round();
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}

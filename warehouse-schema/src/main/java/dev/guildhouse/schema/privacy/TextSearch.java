package dev.guildhouse.schema.privacy;

import java.util.Arrays;
import java.util.List;

/** Looks for needles in text: as decimal, hex or base64 digits, or word for word. */
final class TextSearch {
  private static final int MOST_DECIMALS = 20;
  private static final int LEAST_HEX = 12;
  private static final int WHOLE_HEX = 16;
  private static final int LEAST_BASE64 = 11;
  private static final byte[] HEX = new byte[256];
  private static final byte[] BASE64 = new byte[256];

  static {
    Arrays.fill(HEX, (byte) -1);
    Arrays.fill(BASE64, (byte) -1);
    for (int i = 0; i < 10; i++) {
      HEX['0' + i] = (byte) i;
      BASE64['0' + i] = (byte) (52 + i);
    }
    for (int i = 0; i < 6; i++) {
      HEX['a' + i] = (byte) (10 + i);
      HEX['A' + i] = (byte) (10 + i);
    }
    for (int i = 0; i < 26; i++) {
      BASE64['A' + i] = (byte) i;
      BASE64['a' + i] = (byte) (26 + i);
    }
    BASE64['+'] = BASE64['-'] = 62;
    BASE64['/'] = BASE64['_'] = 63;
  }

  private final Needles needles;
  private final ByteSearch.Hits hits;
  private final WordSearch[] words;
  private long decimal;
  private int decimals;
  private long hex;
  private int hexDigits;
  private long base64;
  private long base64Above;
  private int base64Digits;

  TextSearch(Needles needles, ByteSearch.Hits hits) {
    this.needles = needles;
    this.hits = hits;
    List<Needles.Text> texts = needles.texts();
    this.words = texts.stream().map(WordSearch::new).toArray(WordSearch[]::new);
  }

  void reset() {
    decimals = 0;
    hexDigits = 0;
    base64Digits = 0;
    for (WordSearch word : words) {
      word.reset();
    }
  }

  void add(byte next, long offset) {
    int character = next & 0xFF;
    decimal(character, offset);
    hex(HEX[character], offset);
    base64(BASE64[character], offset);
    for (WordSearch word : words) {
      if (word.add(next)) {
        hits.found(word.name(), "text", offset);
      }
    }
  }

  void end(long offset) {
    endDecimal(offset);
    endHex(offset);
  }

  private void decimal(int character, long offset) {
    int digit = character - '0';
    if (digit < 0 || digit > 9) {
      endDecimal(offset);
      return;
    }
    decimal = decimals == 0 ? digit : 10 * decimal + digit;
    decimals++;
  }

  /** With and without a sign: what stands before digits need not be a minus. */
  private void endDecimal(long offset) {
    if (decimals > 0 && decimals <= MOST_DECIMALS) {
      int owner = needles.owner(decimal);
      found(owner == Needles.NONE ? needles.owner(-decimal) : owner, "decimal", offset);
    }
    decimals = 0;
  }

  private void hex(int digit, long offset) {
    if (digit < 0) {
      endHex(offset);
      return;
    }
    hex = hexDigits == 0 ? digit : (hex << 4) | digit;
    hexDigits++;
    if (hexDigits >= WHOLE_HEX) {
      found(needles.ownerInAnyOrder(hex), "hex", offset);
    }
  }

  /** Leading zeros may have been left out. */
  private void endHex(long offset) {
    if (hexDigits >= LEAST_HEX && hexDigits < WHOLE_HEX) {
      found(needles.owner(hex), "hex", offset);
    }
    hexDigits = 0;
  }

  /** 8 bytes begin at bit 0, 2 or 4 of a digit, depending on how many bytes stand before them. */
  private void base64(int digit, long offset) {
    if (digit < 0) {
      base64Digits = 0;
      return;
    }
    base64Above = (base64Above << 6) | (base64 >>> 58);
    base64 = (base64 << 6) | digit;
    base64Digits++;
    if (base64Digits >= LEAST_BASE64) {
      found(needles.ownerInAnyOrder((base64 >>> 2) | (base64Above << 62)), "base64", offset);
      found(needles.ownerInAnyOrder(base64), "base64", offset);
    }
    if (base64Digits > LEAST_BASE64) {
      found(needles.ownerInAnyOrder((base64 >>> 4) | (base64Above << 60)), "base64", offset);
    }
  }

  private void found(int owner, String form, long offset) {
    if (owner != Needles.NONE) {
      hits.found(owner, form, offset);
    }
  }
}

package dev.guildhouse.collector.imports;

import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.schema.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What can be told of a file before it is understood: that it is UTF-8 all through, what it begins
 * with, and the hash by which its content is known.
 *
 * <p>This reads the file once more than would be needed, which costs a tenth of reading it; in
 * return a known file is told without parsing, and a parser never meets a broken character.
 *
 * @param sha256 of all bytes, in hex
 * @param head the first characters, without byte-order mark
 * @param markBytes how long the byte-order mark is
 * @param size in bytes
 * @param modifiedAt before it was read
 */
record FileContent(String sha256, String head, int markBytes, long size, FileTime modifiedAt) {
  static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int BUFFER_BYTES = 1 << 16;

  /** Reads the file. */
  static FileContent of(Path file) throws IOException {
    FileTime modifiedAt = Files.getLastModifiedTime(file);
    MessageDigest digest = Sha256.digest();
    CharsetDecoder decoder = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    byte[] bytes = new byte[BUFFER_BYTES];
    ByteBuffer undecoded = ByteBuffer.wrap(bytes).limit(0);
    CharBuffer decoded = CharBuffer.allocate(BUFFER_BYTES);
    String head = null;
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int read;
      do {
        undecoded.compact();
        read = in.readNBytes(bytes, undecoded.position(), undecoded.remaining());
        digest.update(bytes, undecoded.position(), read);
        undecoded.position(undecoded.position() + read).flip();
        size += read;
        if (head == null) {
          refuseOtherEncodings(bytes, undecoded.limit());
        }
        decoded.clear();
        CoderResult result = decoder.decode(undecoded, decoded, read == 0);
        if (result.isError()) {
          throw new RefusedInput(
              "byte " + (size - undecoded.remaining() + 1),
              "it is not UTF-8 there; save it as UTF-8");
        }
        if (head == null) {
          head = decoded.flip().toString();
        }
      } while (read > 0);
    }
    if (size == 0) {
      throw new RefusedInput("it is empty");
    }
    boolean isMarked = head.startsWith("\uFEFF");
    return new FileContent(
        HexFormat.of().formatHex(digest.digest()),
        isMarked ? head.substring(1) : head,
        isMarked ? BYTE_ORDER_MARK.length : 0,
        size,
        modifiedAt);
  }

  /** Whether the file is still the one that was read, as far as size and time can tell. */
  boolean isStill(Path file) throws IOException {
    return Files.size(file) == size && Files.getLastModifiedTime(file).equals(modifiedAt);
  }

  private static void refuseOtherEncodings(byte[] bytes, int length) {
    int first = length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    boolean hasZero = length >= 2 && (bytes[0] == 0 || bytes[1] == 0);
    if (first == 0xFEFF || first == 0xFFFE || hasZero) {
      throw new RefusedInput("byte 1", "it is UTF-16, not UTF-8; save it as UTF-8");
    }
    if (first == 0x1F8B || first == 0x504B || first == 0x28B5) {
      throw new RefusedInput("it is compressed; unpack it first");
    }
  }
}

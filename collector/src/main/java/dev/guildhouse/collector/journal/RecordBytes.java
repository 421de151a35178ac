package dev.guildhouse.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A buffer of framed records that grows as needed: each record is its length, a checksum of its
 * bytes, and the bytes.
 */
final class RecordBytes {
  /** Length and checksum before each record. */
  static final int FRAME_BYTES = 8;

  private static final int FIRST_BYTES = 64 << 10;

  private byte[] bytes = new byte[FIRST_BYTES];
  private ByteBuffer view = ByteBuffer.wrap(bytes);
  private final CRC32C checksum = new CRC32C();
  private int start;

  int size() {
    return view.position();
  }

  void clear() {
    view.clear();
  }

  /** Begins a record. */
  void begin() {
    room(FRAME_BYTES);
    start = view.position();
    view.position(start + FRAME_BYTES);
  }

  /** Ends the record that was begun, and so seals it. */
  void end() {
    int from = start + FRAME_BYTES;
    int length = view.position() - from;
    checksum.reset();
    checksum.update(bytes, from, length);
    view.putInt(start, length);
    view.putInt(start + 4, (int) checksum.getValue());
  }

  void putByte(int value) {
    room(1);
    view.put((byte) value);
  }

  void putInt(int value) {
    room(Integer.BYTES);
    view.putInt(value);
  }

  void putLong(long value) {
    room(Long.BYTES);
    view.putLong(value);
  }

  /** A number that is mostly small and never negative, in as few bytes as it needs. */
  void putSmall(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      putByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    putByte(rest);
  }

  void putBytes(byte[] value) {
    putSmall(value.length);
    room(value.length);
    view.put(value);
  }

  void putText(String text) {
    putBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes all to a channel; the buffer keeps its content. */
  void writeTo(WritableByteChannel channel) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(bytes, 0, size());
    while (all.hasRemaining()) {
      channel.write(all);
    }
  }

  private void room(int more) {
    if (view.remaining() < more) {
      int used = view.position();
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + more));
      view = ByteBuffer.wrap(bytes);
      view.position(used);
    }
  }
}

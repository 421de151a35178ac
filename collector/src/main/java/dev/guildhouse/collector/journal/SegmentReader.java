package dev.guildhouse.collector.journal;

import dev.guildhouse.schema.events.RawEvent;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** Reads a segment up to where its records stop being whole. */
final class SegmentReader {
  /** What every segment begins with: a word to know it by, and the version of the framing. */
  static final byte[] HEADER = {'G', 'H', 'J', 'R', 'N', 'L', 0, 1};

  /** No event comes near; a greater length is damage. */
  static final int LONGEST_RECORD = 1 << 20;

  private static final int BUFFER_BYTES = 256 << 10;

  /**
   * How much of a segment is good.
   *
   * @param goodBytes up to the end of the last whole record
   * @param events records in them
   */
  record Extent(long goodBytes, long bytes, long events) {
    boolean isWhole() {
      return goodBytes == bytes;
    }
  }

  private SegmentReader() {}

  static Extent read(Segment segment, Consumer<RawEvent> events) throws IOException {
    long bytes = Files.size(segment.file());
    long good = 0;
    long count = 0;
    try (DataInputStream in = new DataInputStream(
        new BufferedInputStream(Files.newInputStream(segment.file()), BUFFER_BYTES))) {
      if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
        return new Extent(0, bytes, 0);
      }
      good = HEADER.length;
      CRC32C checksum = new CRC32C();
      byte[] record = new byte[1 << 10];
      while (true) {
        int length = in.readInt();
        int expected = in.readInt();
        if (length <= 0 || length > LONGEST_RECORD) {
          break;
        }
        if (record.length < length) {
          record = new byte[length];
        }
        in.readFully(record, 0, length);
        checksum.reset();
        checksum.update(record, 0, length);
        if ((int) checksum.getValue() != expected) {
          break;
        }
        events.accept(EventRecord.read(ByteBuffer.wrap(record, 0, length)));
        good += RecordBytes.FRAME_BYTES + length;
        count++;
      }
    } catch (EOFException end) {
      // Either the end, or a record that a crash left half-written; the extent tells which.
    }
    return new Extent(good, bytes, count);
  }
}

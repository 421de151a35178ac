package dev.guildhouse.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** The segment that is being written. For one thread. */
final class SegmentWriter implements AutoCloseable {
  private final Segment segment;
  private final Instant openedAt;
  private final FileChannel file;
  private long bytes;

  private SegmentWriter(Segment segment, Instant openedAt, FileChannel file) {
    this.segment = segment;
    this.openedAt = openedAt;
    this.file = file;
  }

  static SegmentWriter open(JournalFolder folder, int index, Instant now) throws IOException {
    Segment segment = folder.segment(index);
    FileChannel file =
        FileChannel.open(segment.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    SegmentWriter writer = new SegmentWriter(segment, now, file);
    try {
      ByteBuffer header = ByteBuffer.wrap(SegmentReader.HEADER);
      while (header.hasRemaining()) {
        file.write(header);
      }
      writer.bytes = SegmentReader.HEADER.length;
      file.force(true);
      folder.force();
      return writer;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  Segment segment() {
    return segment;
  }

  Instant openedAt() {
    return openedAt;
  }

  long bytes() {
    return bytes;
  }

  void write(RecordBytes records) throws IOException {
    records.writeTo(file);
    bytes += records.size();
  }

  /** When this returns, all that was written is on the disk. */
  void force() throws IOException {
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package dev.guildhouse.collector.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells every megabyte how much has been read. */
final class CountedInput extends FilterInputStream {
  private static final long STEP_BYTES = 1 << 20;
  private final LongConsumer progress;
  private long read;
  private long told;

  CountedInput(InputStream in, LongConsumer progress) {
    super(in);
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    read += Math.max(count, 0);
    if (read - told >= STEP_BYTES) {
      told = read;
      progress.accept(read);
    }
    return count;
  }
}

package dev.guildhouse.collector.landing;

import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.jspecify.annotations.Nullable;

/**
 * One landing file while it is written. {@link #publish} lets it appear whole; {@link #close}
 * without it leaves nothing. For one thread.
 */
public final class LandingWriter implements AutoCloseable {
  private final StagingFolder staging;
  private final String name;
  private final Path staged;
  private final Path place;
  private @Nullable ParquetWriter<RawEvent> rows;
  private long count;

  private LandingWriter(StagingFolder staging, String name, Path place) {
    this.staging = staging;
    this.name = name;
    this.place = place;
    this.staged = staging.folder().resolve(String.valueOf(place.getFileName()));
  }

  static LandingWriter open(StagingFolder staging, String name, Path place) throws IOException {
    LandingWriter writer = new LandingWriter(staging, name, place);
    try {
      writer.rows = RawEventParquet.open(writer.staged);
      return writer;
    } catch (IOException | RuntimeException e) {
      staging.close();
      throw e;
    }
  }

  public void write(RawEvent event) {
    if (rows == null) {
      throw new IllegalStateException(name + " is already finished");
    }
    try {
      rows.write(event);
      count++;
    } catch (IOException e) {
      throw LandingFiles.notWritable(name, e);
    }
  }

  /** Events written so far. */
  public long count() {
    return count;
  }

  /** Writes what is buffered, so that only {@link #publish} is missing. */
  public void finish() {
    ParquetWriter<RawEvent> open = rows;
    if (open != null) {
      rows = null;
      try {
        open.close();
      } catch (IOException e) {
        throw LandingFiles.notWritable(name, e);
      }
    }
  }

  /**
   * Lets the file appear, over an earlier one of the same name.
   *
   * @return where it lies
   */
  public Path publish() {
    finish();
    try {
      DurableFiles.publish(staged, place);
      return place;
    } catch (IOException e) {
      throw LandingFiles.notWritable(name, e);
    }
  }

  @Override
  public void close() {
    try (StagingFolder deleted = staging) {
      finish();
    } catch (IOException e) {
      throw LandingFiles.notWritable(name, e);
    }
  }
}

package dev.guildhouse.collector.journal;

import dev.guildhouse.schema.events.RawEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the segments of earlier collectors whole. The last segment of each may end in a record that
 * a crash left half-written: that was never counted as taken and is cut off. Damage anywhere else is
 * the disk's: a copy is kept for a person to look at.
 */
final class JournalRepair {
  private static final String DAMAGED = ".damaged";
  private static final Logger LOG = LoggerFactory.getLogger(JournalRepair.class);

  private final JournalFolder folder;
  private final Consumer<RawEvent> events;

  /**
   * @param events takes every event that is still there
   */
  JournalRepair(JournalFolder folder, Consumer<RawEvent> events) {
    this.folder = folder;
    this.events = events;
  }

  /** Yields the segments that have to be landed, oldest first. */
  List<Segment> run() throws IOException {
    List<Segment> segments = folder.segments();
    List<Segment> left = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      boolean isLast = i + 1 == segments.size() || segments.get(i + 1).number() != segment.number();
      SegmentReader.Extent extent = SegmentReader.read(segment, events);
      if (!extent.isWhole()) {
        cut(segment, extent, isLast);
      }
      if (extent.events() == 0) {
        Files.delete(segment.file());
      } else {
        left.add(segment);
      }
    }
    folder.force();
    if (!left.isEmpty()) {
      LOG.info("Found {} segments that an earlier collector had not landed", left.size());
    }
    return left;
  }

  private void cut(Segment segment, SegmentReader.Extent extent, boolean isLast)
      throws IOException {
    long surplus = extent.bytes() - extent.goodBytes();
    if (isLast) {
      LOG.warn("Cut {} bytes off {}: a write that never ended", surplus, segment.file());
    } else {
      Path copy = segment.file().resolveSibling(segment.file().getFileName() + DAMAGED);
      Files.copy(segment.file(), copy, StandardCopyOption.REPLACE_EXISTING);
      LOG.error(
          "{} is damaged after {} events: {} bytes cannot be read; the whole file is kept as {}",
          segment.file(),
          extent.events(),
          surplus,
          copy);
    }
    try (FileChannel file = FileChannel.open(segment.file(), StandardOpenOption.WRITE)) {
      file.truncate(extent.goodBytes());
      file.force(true);
    }
  }
}

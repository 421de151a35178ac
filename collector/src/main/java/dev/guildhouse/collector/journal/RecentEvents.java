package dev.guildhouse.collector.journal;

import dev.guildhouse.collector.members.LongCache;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.DurableFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest events, by a 64-bit fingerprint of what makes them the same, so that a redelivery is
 * not taken twice. Bounded in number and in age; whatever comes later than it remembers is settled by
 * the ingest. For one thread.
 */
final class RecentEvents {
  /** Redeliveries come within minutes; a fingerprint of an old message must not stay on the disk. */
  private static final Duration LONGEST = Duration.ofHours(2);

  private static final Logger LOG = LoggerFactory.getLogger(RecentEvents.class);

  private final LongCache takenAt;

  RecentEvents(int capacity) {
    takenAt = new LongCache(capacity);
  }

  /** Remembers an event; false if it is remembered already. */
  boolean isNew(RawEvent event) {
    long fingerprint = EventHash.start()
        .with(event.guildId())
        .with(event.eventType().code())
        .with(event.subjectId())
        .with(event.ordinal())
        .value();
    // 0 is no key of the cache.
    fingerprint = fingerprint == 0 ? 1 : fingerprint;
    if (takenAt.value(fingerprint) != 0) {
      return false;
    }
    takenAt.put(fingerprint, event.receivedAt().getEpochSecond());
    return true;
  }

  /** Writes what is young enough, in place of what was written before. */
  void save(Path file, Path draft, Instant now) throws IOException {
    long oldest = now.minus(LONGEST).getEpochSecond();
    CheckedOutputStream sum = new CheckedOutputStream(
        new BufferedOutputStream(Files.newOutputStream(draft)), new CRC32C());
    try (DataOutputStream out = new DataOutputStream(sum)) {
      takenAt.forEach((fingerprint, at) -> {
        if (at >= oldest) {
          out.writeLong(fingerprint);
          out.writeLong(at);
        }
      });
      out.writeLong(0);
      out.writeLong(sum.getChecksum().getValue());
    }
    DurableFiles.publish(draft, file);
  }

  /** Reads what was saved, as far as it is there and whole. */
  void load(Path file) throws IOException {
    LongCache read = new LongCache(Integer.MAX_VALUE);
    try (CheckedInputStream sum = new CheckedInputStream(
            new BufferedInputStream(Files.newInputStream(file)), new CRC32C());
        DataInputStream in = new DataInputStream(sum)) {
      long fingerprint = in.readLong();
      while (fingerprint != 0) {
        read.put(fingerprint, in.readLong());
        fingerprint = in.readLong();
      }
      long expected = sum.getChecksum().getValue();
      if (in.readLong() != expected) {
        throw new IOException("its checksum is wrong");
      }
      read.forEach(takenAt::put);
    } catch (NoSuchFileException firstTime) {
      // Nothing was taken before.
    } catch (IOException e) {
      LOG.warn("Cannot read {}: {}; a redelivery may be landed twice and counts once", file, e);
    }
  }
}

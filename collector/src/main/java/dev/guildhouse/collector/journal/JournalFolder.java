package dev.guildhouse.collector.journal;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one shard, held by one collector: by a lock, and by a number that rises with every
 * start. The number fences where a lock is not honoured, as on some network disks: whoever finds
 * another's number there stops.
 */
final class JournalFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String NUMBER = "number";

  private final Path folder;
  private final int shard;
  private final FileChannel lock;
  private final long number;

  private JournalFolder(Path folder, int shard, FileChannel lock, long number) {
    this.folder = folder;
    this.shard = shard;
    this.lock = lock;
    this.number = number;
  }

  /**
   * Takes the folder of a shard.
   *
   * @throws WarehouseException with code LOCKED when another collector holds it
   */
  static JournalFolder take(Home home, int shard) {
    Path folder = home.journal().resolve("shard-" + shard);
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(
          folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(channel)) {
        channel.close();
        throw WarehouseException.locked(
            "collect shard " + shard,
            "another collector holds " + folder,
            "Stop it first, or give each its own discord.shards.");
      }
      long number = readNumber(folder) + 1;
      DurableFiles.publishText(Long.toString(number), folder.resolve(NUMBER));
      return new JournalFolder(folder, shard, channel, number);
    } catch (IOException | NumberFormatException e) {
      closeQuietly(channel);
      throw notUsable(folder, e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static long readNumber(Path folder) throws IOException {
    try {
      return Long.parseLong(Files.readString(folder.resolve(NUMBER)).strip());
    } catch (NoSuchFileException firstTime) {
      return 0;
    }
  }

  int shard() {
    return shard;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** A segment of this collector. */
  Segment segment(int index) {
    return Segment.in(folder, shard, number, index);
  }

  /** All segments there are, oldest first. */
  List<Segment> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> Segment.of(file, shard))
          .flatMap(Optional::stream)
          .sorted()
          .toList();
    }
  }

  /** Lets new and deleted names survive the loss of power. */
  void force() throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /**
   * Makes sure that no other collector has come meanwhile.
   *
   * @throws WarehouseException with code LOCKED when one has
   */
  void requireOurs() throws IOException {
    long found = readNumber(folder);
    if (found != number) {
      throw WarehouseException.locked(
          "go on collecting shard " + shard,
          "another collector has taken over " + folder + " (number " + found + " after " + number
              + ")",
          "Let only one collector run for each shard.");
    }
  }

  static WarehouseException notUsable(Path folder, Exception e) {
    return WarehouseException.failed(
        "keep the journal in " + folder,
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "See that its disk has room and can be written, then start the collector again: what it"
            + " had taken is there.",
        e);
  }

  @Override
  public void close() {
    closeQuietly(lock);
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

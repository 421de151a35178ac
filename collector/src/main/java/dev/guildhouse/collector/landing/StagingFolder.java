package dev.guildhouse.collector.landing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder for files that are still being written. Its lock is held as long as its process lives,
 * so that what a dead one left behind can be told from work that goes on, even when several
 * containers share a disk and a process id says nothing.
 */
final class StagingFolder implements AutoCloseable {
  private static final String LOCK = "lock";

  /**
   * What this process holds: opening and closing the lock file of such a folder once more would give
   * the lock up.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private StagingFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** A fresh folder under {@code staging}. */
  static StagingFolder claim(Path staging) throws IOException {
    Files.createDirectories(staging);
    while (true) {
      Path folder = staging.resolve(UUID.randomUUID().toString());
      OURS.add(folder);
      Files.createDirectory(folder);
      FileChannel channel = lock(folder, StandardOpenOption.CREATE_NEW);
      if (channel != null) {
        return new StagingFolder(folder, channel);
      }
      // A sweep came between the folder and its lock and took it for abandoned.
      OURS.remove(folder);
    }
  }

  /** Deletes what processes left behind that live no more. */
  // One at a time: a process may not ask twice for the lock of one file.
  static synchronized void sweep(Path staging) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(staging)) {
      for (Path folder : folders) {
        FileChannel channel =
            OURS.contains(folder) ? null : lock(folder, StandardOpenOption.CREATE);
        if (channel != null) {
          new StagingFolder(folder, channel).close();
        }
      }
    } catch (NoSuchFileException | NotDirectoryException nothingStaged) {
      // Nobody has landed anything yet.
    }
  }

  Path folder() {
    return folder;
  }

  /** Deletes the folder and all that is still in it. */
  @Override
  public void close() throws IOException {
    try (channel) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          if (!file.endsWith(LOCK)) {
            Files.deleteIfExists(file);
          }
        }
      }
      Files.deleteIfExists(folder.resolve(LOCK));
      Files.deleteIfExists(folder);
    } finally {
      OURS.remove(folder);
    }
  }

  /** The held lock, or null when another holds it or the folder is gone. */
  private static @Nullable FileChannel lock(Path folder, StandardOpenOption creation)
      throws IOException {
    Path file = folder.resolve(LOCK);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE, creation);
    } catch (IOException taken) {
      if (Files.isDirectory(folder) && !Files.exists(file)) {
        throw taken;
      }
      return null;
    }
    FileLock lock = channel.tryLock();
    // A lock on a file that was deleted meanwhile protects nothing.
    if (lock != null && Files.exists(file)) {
      return channel;
    }
    channel.close();
    return null;
  }
}

package dev.guildhouse.collector.reading;

import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one process at a time read a guild for one purpose; it goes with its process. */
public final class GuildLock implements AutoCloseable {
  private final FileChannel channel;

  private GuildLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param purpose what it is taken for, as in "fetch history"
   * @throws WarehouseException LOCKED when another process has it
   */
  public static GuildLock take(Path folder, long guildId, String purpose) {
    Path file = folder.resolve(guildId + ".lock");
    FileChannel channel = null;
    boolean isTaken = false;
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      isTaken = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
    } catch (IOException e) {
      throw WarehouseException.failed(
          "lock " + file,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the disk of the home folder has room and can be written.",
          e);
    } finally {
      if (!isTaken && channel != null) {
        close(channel);
      }
    }
    if (!isTaken || channel == null) {
      throw WarehouseException.locked(
          purpose + " of guild " + guildId,
          "another process does so already",
          "Wait for it to end, or end it: what it has read is not lost.");
    }
    return new GuildLock(channel);
  }

  @Override
  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the channel, and at the latest with the process.
    }
  }
}

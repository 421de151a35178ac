package dev.guildhouse.schema.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Short work on files that only one thread of one process does at a time. */
public final class ExclusiveWork {
  /** A file lock keeps out other processes, and not the threads of this one. */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private ExclusiveWork() {}

  /** The work. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does the work once nobody else does any under the same file; others wait.
   *
   * @param lockFile made if it is missing, and left; its folder exists
   */
  public static <T> T under(Path lockFile, Work<T> work) throws IOException {
    Path place = lockFile.toAbsolutePath().normalize();
    ReentrantLock threads = THREADS.computeIfAbsent(place, any -> new ReentrantLock());
    threads.lock();
    try (FileChannel file =
        FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock();
      return work.run();
    } finally {
      threads.unlock();
    }
  }
}

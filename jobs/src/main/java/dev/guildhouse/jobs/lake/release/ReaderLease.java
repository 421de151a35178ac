package dev.guildhouse.jobs.lake.release;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * Keeps the files of one release from being swept while somebody reads them. Renews itself until it
 * is closed; when its process dies, it ends by itself.
 */
public final class ReaderLease implements AutoCloseable {
  /** Renewals in one term, so that one may fail before the lease is lost. */
  private static final int RENEWALS_PER_TERM = 3;

  private final Path file;
  private final Function<Instant, String> text;
  private final InstantSource clock;
  private final ScheduledExecutorService renewal;
  private volatile Instant expiresAt;
  private boolean isClosed;

  /**
   * Writes it; from when this returns, no sweep takes the release away.
   *
   * @param text what stands in the file, by the instant at which the lease ends
   */
  ReaderLease(Path file, Function<Instant, String> text, InstantSource clock) throws IOException {
    this.file = file;
    this.text = text;
    this.clock = clock;
    this.expiresAt = clock.instant().plus(ReaderLeases.TERM);
    DurableFiles.publishText(text.apply(expiresAt), file);
    this.renewal = Executors.newSingleThreadScheduledExecutor(task -> {
      Thread thread = new Thread(task, "reader-lease");
      thread.setDaemon(true);
      return thread;
    });
    long pause = ReaderLeases.TERM.toMillis() / RENEWALS_PER_TERM;
    var upkeep = renewal.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    if (upkeep.isCancelled()) {
      throw new IOException("it cannot be renewed");
    }
  }

  /**
   * Passes while the lease is held.
   *
   * @throws WarehouseException with code LOCKED when it ended before it could be renewed
   */
  public void check() {
    if (!isHeld()) {
      throw WarehouseException.locked(
          "read on",
          "the lease on the release ended at " + expiresAt + " without having been renewed",
          "Its files may be gone by now. Run the same command again.");
    }
  }

  public boolean isHeld() {
    return clock.instant().isBefore(expiresAt);
  }

  private synchronized void renew() {
    // A lease that ran out may have been swept; it is never brought back.
    if (isClosed || !isHeld()) {
      return;
    }
    Instant until = clock.instant().plus(ReaderLeases.TERM);
    try {
      DurableFiles.publishText(text.apply(until), file);
      expiresAt = until;
    } catch (IOException e) {
      // The reader learns of it by check(), when the term is over; until then there are more tries.
      LoggerFactory.getLogger(ReaderLease.class)
          .warn(
              "The lease {} was not renewed: {}",
              file.getFileName(),
              e.getClass().getName());
    }
  }

  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    renewal.shutdownNow();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LoggerFactory.getLogger(ReaderLease.class)
          .warn("The lease {} ends at {} by itself", file.getFileName(), expiresAt);
    }
  }
}

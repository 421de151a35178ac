package dev.guildhouse.collector.journal;

import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.landing.LandingWriter;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.StopPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves closed segments to landing files, one for each hour in which their events were received, and
 * deletes them; two at a time, so that a long backlog keeps two cores busy. A segment that is landed
 * again overwrites the same files, so that a crash in between doubles nothing.
 */
public final class JournalLander implements AutoCloseable {
  /** Dies with the landing files there and their segment not yet deleted. */
  public static final String LANDED = "journal.landed";

  private static final int LANES = 2;
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(JournalLander.class);

  private final Journal journal;
  private final LandingFiles files;
  private final AtomicLong landed = new AtomicLong();
  private final List<Thread> workers;
  private final CountDownLatch stopping = new CountDownLatch(1);

  public JournalLander(Journal journal, LandingFiles files) {
    this.journal = journal;
    this.files = files;
    this.workers = IntStream.range(0, LANES)
        .mapToObj(lane -> new Thread(this::work, "lander-" + journal.shard() + "-" + lane))
        .toList();
  }

  /** Lands in the background whatever the journal closes. */
  public JournalLander start() {
    workers.forEach(Thread::start);
    return this;
  }

  /** Events in landing files, since this was made. */
  public long landed() {
    return landed.get();
  }

  /**
   * Lands everything that is closed now.
   *
   * @throws WarehouseException when landing cannot be written; the rest stays in the journal
   */
  public void landClosed() {
    landClosed(Long.MAX_VALUE);
  }

  private void landClosed(long endNanos) {
    ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    try {
      for (Future<?> lane : lanes.invokeAll(
          Collections.nCopies(LANES, Executors.callable(() -> landNext(endNanos))))) {
        lane.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WarehouseException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lanes.shutdownNow();
    }
  }

  private void landNext(long endNanos) {
    try {
      boolean isDone = false;
      while (!isDone && (endNanos == Long.MAX_VALUE || System.nanoTime() - endNanos < 0)) {
        Optional<Segment> next = journal.nextClosed(Duration.ZERO);
        if (next.isPresent()) {
          landOrPutBack(next.get());
        }
        isDone = next.isEmpty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops the background work and lands what is left, for some seconds; what is left then stays in the
   * journal for the next start.
   */
  @Override
  public void close() {
    stopping.countDown();
    boolean isInterrupted = false;
    while (workers.stream().anyMatch(Thread::isAlive)) {
      try {
        for (Thread worker : workers) {
          worker.join();
        }
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    landClosed(System.nanoTime() + LONGEST_CLOSE.toNanos());
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (stopping.getCount() > 0) {
        Optional<Segment> next = journal.nextClosed(IDLE);
        if (next.isPresent()) {
          try {
            landOrPutBack(next.get());
          } catch (WarehouseException e) {
            // Nothing is lost: the segment stays, and the journal stops by itself on a full disk.
            LOG.error("{}", e.getMessage());
            stopping.await(PAUSE_AFTER_FAILURE.toSeconds(), TimeUnit.SECONDS);
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void landOrPutBack(Segment segment) {
    boolean isLanded = false;
    try {
      land(segment);
      isLanded = true;
    } catch (IOException e) {
      throw LandingFiles.notWritable(segment.landingName(), e);
    } finally {
      if (!isLanded) {
        journal.putBack(segment);
      }
    }
  }

  private void land(Segment segment) throws IOException {
    Map<Instant, LandingWriter> hours = new TreeMap<>();
    try {
      SegmentReader.read(segment, event -> hour(hours, segment, event).write(event));
      for (LandingWriter hour : hours.values()) {
        hour.publish();
        landed.addAndGet(hour.count());
      }
    } finally {
      hours.values().forEach(LandingWriter::close);
    }
    StopPoint.reached(LANDED);
    Files.delete(segment.file());
  }

  private LandingWriter hour(Map<Instant, LandingWriter> hours, Segment segment, RawEvent event) {
    Instant hour = event.receivedAt().truncatedTo(ChronoUnit.HOURS);
    LandingWriter writer = hours.get(hour);
    if (writer == null) {
      writer = files.open(segment.landingName(), hour);
      hours.put(hour, writer);
    }
    return writer;
  }
}

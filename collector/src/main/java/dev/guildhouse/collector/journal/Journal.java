package dev.guildhouse.collector.journal;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one shard's collector has taken and not yet landed, in segments that are only ever appended
 * to. An event is taken once its future completes: then it is on the disk, and survives {@code kill
 * -9} and the loss of power. Events go to the disk in groups; a full queue makes the caller wait.
 *
 * <p>An error of the disk ends the journal for good: what was not taken is refused with the reason,
 * and the next start begins after the last whole record.
 */
public final class Journal implements AutoCloseable {
  /** Dies with a group written and not yet forced to the disk. */
  public static final String WRITTEN = "journal.written";

  /** Dies with a group on the disk that nobody was told of. */
  public static final String FORCED = "journal.forced";

  /** Dies with a segment closed and its successor not yet there. */
  public static final String SEGMENT_CLOSED = "journal.segment-closed";

  private static final String RECENT = "recent";
  private static final Duration LONGEST_IDLE = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final JournalFolder folder;
  private final JournalSettings settings;
  private final InstantSource clock;
  private final JournalQueue queue;
  private final RecentEvents recent;
  private final RecordBytes records = new RecordBytes();
  private final LinkedBlockingQueue<Segment> closed = new LinkedBlockingQueue<>();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final Thread writer;
  private volatile @Nullable SegmentWriter open;
  private int nextIndex;

  private Journal(JournalFolder folder, JournalSettings settings, InstantSource clock) {
    this.folder = folder;
    this.settings = settings;
    this.clock = clock;
    this.queue = new JournalQueue(settings.queueEvents());
    this.recent = new RecentEvents(settings.remembered());
    this.writer = new Thread(this::write, "journal-" + folder.shard());
  }

  /**
   * Takes the journal of a shard for this process and cuts off what a crash left half-written.
   *
   * @throws WarehouseException with code LOCKED when another collector has it, FAILED when the folder
   *     cannot be used
   */
  public static Journal open(Home home, int shard, JournalSettings settings, InstantSource clock) {
    JournalFolder folder = JournalFolder.take(home, shard);
    Journal journal = new Journal(folder, settings, clock);
    boolean isOpen = false;
    try {
      journal.recent.load(folder.file(RECENT));
      journal.closed.addAll(new JournalRepair(folder, journal.recent::isNew).run());
      isOpen = true;
    } catch (IOException e) {
      throw JournalFolder.notUsable(folder.file(""), e);
    } finally {
      if (!isOpen) {
        folder.close();
      }
    }
    journal.writer.start();
    return journal;
  }

  /**
   * Appends events that belong together, in order. Blocks while the queue is full.
   *
   * @return completes once they are on the disk, or with the reason why they will not be
   * @throws WarehouseException when the journal has failed
   */
  public CompletableFuture<Void> append(List<RawEvent> events) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (events.isEmpty()) {
      done.complete(null);
      return done;
    }
    try {
      queue.put(new JournalQueue.Entry(List.copyOf(events), done));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WarehouseException.failed(
          "take " + events.size() + " events", "it was interrupted", "", e);
    }
    return done;
  }

  /** Events that were new and are on the disk, since this was opened. */
  public long taken() {
    return taken.get();
  }

  /** Events that had been taken before, since this was opened. */
  public long repeated() {
    return repeated.get();
  }

  /** Events that wait in memory. */
  public int waiting() {
    return queue.size();
  }

  /** Segments that are closed and not landed. */
  public int unlanded() {
    return closed.size();
  }

  /** Why this takes no more events; empty while it does. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(queue.failure());
  }

  /** When the events that wait longest for landing began to be taken; empty when none wait. */
  public Optional<Instant> oldestUnlanded() {
    Segment first = closed.peek();
    SegmentWriter current = open;
    try {
      if (first != null) {
        return Optional.of(Files.getLastModifiedTime(first.file()).toInstant());
      }
    } catch (IOException landedMeanwhile) {
      // Then the open one is the oldest.
    }
    return Optional.ofNullable(current).map(SegmentWriter::openedAt);
  }

  int shard() {
    return folder.shard();
  }

  /** The oldest closed segment, waiting for one; the caller lands it or gives it back. */
  Optional<Segment> nextClosed(Duration patience) throws InterruptedException {
    Segment next = closed.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return Optional.ofNullable(next);
  }

  /** Gives back a segment that could not be landed. */
  void putBack(Segment segment) {
    closed.add(segment);
  }

  /** Takes no more events, waits until all are on the disk, and closes the last segment. */
  public void finish() {
    queue.close();
    boolean isInterrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Finishes, and gives the shard free for another collector. */
  @Override
  public void close() {
    finish();
    folder.close();
  }

  private void write() {
    List<JournalQueue.Entry> group = List.of();
    try {
      while (!queue.isDrained()) {
        group = queue.take(LONGEST_IDLE, settings.linger(), settings.groupEvents());
        if (!group.isEmpty()) {
          write(group);
          group = List.of();
        }
        closeWhenDue();
      }
      closeSegment();
    } catch (IOException | RuntimeException | InterruptedException e) {
      RuntimeException why = e instanceof WarehouseException known
          ? known
          : JournalFolder.notUsable(folder.file(""), e);
      LOG.error("{}", why.getMessage());
      queue.fail(why, group);
      abandon();
    }
  }

  private void write(List<JournalQueue.Entry> group) throws IOException {
    folder.requireOurs();
    records.clear();
    long fresh = 0;
    long old = 0;
    for (JournalQueue.Entry entry : group) {
      for (RawEvent event : entry.events()) {
        if (recent.isNew(event)) {
          EventRecord.write(event, records);
          fresh++;
        } else {
          old++;
        }
      }
    }
    if (fresh > 0) {
      SegmentWriter segment = openSegment();
      segment.write(records);
      StopPoint.reached(WRITTEN);
      segment.force();
      StopPoint.reached(FORCED);
    }
    taken.addAndGet(fresh);
    repeated.addAndGet(old);
    queue.done(group);
    group.forEach(entry -> entry.taken().complete(null));
  }

  private SegmentWriter openSegment() throws IOException {
    SegmentWriter current = open;
    if (current == null) {
      current = SegmentWriter.open(folder, nextIndex++, clock.instant());
      open = current;
    }
    return current;
  }

  private void closeWhenDue() throws IOException {
    SegmentWriter current = open;
    if (current != null
        && (current.bytes() >= settings.segmentBytes()
            || !clock.instant().isBefore(current.openedAt().plus(settings.segmentAge())))) {
      closeSegment();
    }
  }

  private void closeSegment() throws IOException {
    SegmentWriter current = open;
    if (current != null) {
      current.close();
      open = null;
      Path draft = folder.file(RECENT + ".tmp");
      recent.save(folder.file(RECENT), draft, clock.instant());
      StopPoint.reached(SEGMENT_CLOSED);
      closed.add(current.segment());
    }
  }

  private void abandon() {
    SegmentWriter current = open;
    open = null;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        LOG.error("Cannot close {}: {}", current.segment().file(), e.toString());
      }
    }
  }
}

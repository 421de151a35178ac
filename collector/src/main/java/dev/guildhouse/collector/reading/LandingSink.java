package dev.guildhouse.collector.reading;

import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.landing.LandingWriter;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Puts events straight into landing files, for commands that run without the collector's journal.
 * Events are safe once their file has appeared.
 *
 * <p>A file is named by the identities of its events: the same events overwrite it. What is read
 * again after a death may meanwhile read otherwise; then it gets another name, because a file that
 * the jobs have taken in is never looked at again.
 */
public final class LandingSink implements EventSink {
  /** About 10 MiB in memory. */
  private static final int FILE_EVENTS = 20_000;

  private final LandingFiles landing;
  private final String prefix;
  private final Instant receivedAt;
  private final int fileEvents;
  private List<RawEvent> gathered = new ArrayList<>();
  private CompletableFuture<Void> safe = new CompletableFuture<>();
  private int files;

  /**
   * A sink for one run.
   *
   * @param prefix what the names of its files begin with
   * @param receivedAt of all of its events
   */
  public LandingSink(LandingFiles landing, String prefix, Instant receivedAt) {
    this(landing, prefix, receivedAt, FILE_EVENTS);
  }

  public LandingSink(LandingFiles landing, String prefix, Instant receivedAt, int fileEvents) {
    this.landing = landing;
    this.prefix = prefix;
    this.receivedAt = receivedAt;
    this.fileEvents = fileEvents;
  }

  @Override
  public synchronized CompletionStage<Void> take(List<RawEvent> events) {
    gathered.addAll(events);
    CompletableFuture<Void> stage = safe;
    if (gathered.size() >= fileEvents) {
      flush();
    }
    return stage;
  }

  @Override
  public synchronized void flush() {
    if (gathered.isEmpty()) {
      return;
    }
    List<RawEvent> events = gathered;
    CompletableFuture<Void> stage = safe;
    gathered = new ArrayList<>();
    safe = new CompletableFuture<>();
    try (LandingWriter writer = landing.open(prefix + "-" + hash(events), receivedAt)) {
      events.forEach(writer::write);
      writer.publish();
      files++;
    } catch (RuntimeException e) {
      stage.completeExceptionally(e);
      throw e;
    }
    stage.complete(null);
  }

  /** Files that have appeared. */
  public synchronized int files() {
    return files;
  }

  private static String hash(List<RawEvent> events) {
    EventHash hash = EventHash.start();
    for (RawEvent event : events) {
      hash.with(event.guildId())
          .with(event.eventType().code())
          .with(event.subjectId())
          .with(event.ordinal());
    }
    return String.format("%016x", hash.value());
  }
}

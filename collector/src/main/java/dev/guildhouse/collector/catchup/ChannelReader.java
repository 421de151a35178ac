package dev.guildhouse.collector.catchup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.found.EventStamp;
import dev.guildhouse.collector.found.FoundMessage;
import dev.guildhouse.collector.found.FoundPlace;
import dev.guildhouse.collector.found.MessageEvents;
import dev.guildhouse.collector.found.WatchedSpan;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.collector.reading.ChannelResult;
import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.collector.reading.EventSink;
import dev.guildhouse.collector.reading.ProgressCount;
import dev.guildhouse.collector.rest.BotSight;
import dev.guildhouse.collector.rest.ChannelLists;
import dev.guildhouse.collector.rest.ListedChannel;
import dev.guildhouse.collector.rest.ListedThread;
import dev.guildhouse.collector.rest.MessagePages;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.collector.rest.RestMessage;
import dev.guildhouse.collector.rest.RestRefusal;
import dev.guildhouse.collector.rest.ThreadEvents;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads one channel with its threads, oldest messages first, from where its checkpoint stands. The
 * checkpoint follows what the sink has made safe, never what was only read. For one thread.
 */
final class ChannelReader {
  /**
   * Read twice at both ends, because Discord's clock and ours differ; repeats are one event.
   */
  static final Duration OVERLAP = Duration.ofMinutes(1);

  /** What all readers of a run share. */
  record Run(
      RestCalls rest,
      ChannelLists lists,
      EventSink sink,
      Checkpoints checkpoints,
      EventStamp stamp,
      BotSight sight,
      InstantSource clock,
      ProgressCount progress,
      Instant earliest,
      Instant until) {}

  private final Run run;
  private final ListedChannel channel;
  private final MemberKeyring keys;
  private final RestMessage message;
  private final Instant from;
  private CompletableFuture<?> safe = CompletableFuture.completedFuture(null);
  private long messages;
  private long refused;

  ChannelReader(Run run, ListedChannel channel, MemberKeyring keys, Keywords keywords) {
    this.run = run;
    this.channel = channel;
    this.keys = keys;
    this.message = new RestMessage(run.sight(), keywords);
    Instant known = run.checkpoints().from(channel.id());
    this.from = known.isBefore(run.earliest()) ? run.earliest() : known;
  }

  /** Completes when all that was read is safe and the checkpoint says so. */
  CompletableFuture<?> safe() {
    return safe;
  }

  ChannelResult read() throws InterruptedException {
    Checkpoints checkpoints = run.checkpoints();
    if (!from.isBefore(run.until())) {
      return result(State.UP_TO_DATE, "");
    }
    try {
      List<ListedThread> threads = threads();
      if (channel.hasMessages()) {
        place(channel.place(), channel.lastMessageId());
      }
      for (ListedThread thread : threads) {
        thread(thread);
      }
      Instant made = Snowflake.instant(channel.id());
      WatchedSpan filled =
          new WatchedSpan(from.isBefore(made) ? made : from, run.until(), Family.MESSAGES.text());
      take(filled.heartbeats(run.stamp(), channel.place()), () -> {
        checkpoints.finished(channel.id(), run.until());
        StopPoint.reached("catchup.finished");
      });
      return new ChannelResult(channel.id(), State.READ, messages, refused, filled, "");
    } catch (RestRefusal e) {
      return switch (e.kind()) {
        case GONE -> {
          checkpoints.drop(channel.id());
          yield result(State.GONE, e.reason());
        }
        case NO_ACCESS -> {
          checkpoints.unreadable(channel.id());
          yield result(State.NO_ACCESS, e.reason());
        }
        case UNAVAILABLE -> result(State.UNAVAILABLE, e.reason());
      };
    } finally {
      checkpoints.saveNowAndThen();
    }
  }

  private ChannelResult result(State state, String reason) {
    return new ChannelResult(channel.id(), state, messages, refused, null, reason);
  }

  /** One that is archived while this looks may stand in both lists. */
  private List<ListedThread> threads() throws RestRefusal, InterruptedException {
    Map<Long, ListedThread> threads = new LinkedHashMap<>();
    for (ListedThread thread : channel.openThreads()) {
      threads.put(thread.place().threadId(), thread);
    }
    for (ListedThread thread : run.lists().archivedSince(channel, from.minus(OVERLAP))) {
      threads.put(thread.place().threadId(), thread);
    }
    return List.copyOf(threads.values());
  }

  private void thread(ListedThread thread) throws RestRefusal, InterruptedException {
    try {
      place(thread.place(), thread.lastMessageId());
    } catch (RestRefusal e) {
      // A thread that is deleted while its channel is read leaves nothing to read.
      if (e.kind() != RestRefusal.Kind.GONE) {
        throw e;
      }
    }
    // After the messages: the first of them knows whether a bot started the thread, the list does
    // not.
    List<RawEvent> events = new ThreadEvents(run.stamp(), keys)
        .between(thread, from.minus(OVERLAP), run.until().plus(OVERLAP));
    take(events, () -> {});
  }

  private void place(FoundPlace place, long lastMessageId)
      throws RestRefusal, InterruptedException {
    Instant known = run.checkpoints().from(channel.id(), place.id());
    Instant start = (known.isBefore(from) ? from : known).minus(OVERLAP);
    long after = Snowflake.of(start, 0) - 1;
    long before = Snowflake.of(run.until().plus(OVERLAP), 0);
    // Discord tells the newest id even of a message that was deleted: below it nothing can be new.
    if (lastMessageId <= after && run.checkpoints().isReadable(channel.id())) {
      return;
    }
    MessagePages pages = new MessagePages(run.rest(), place.id(), Math.max(0, after), before);
    long messagesBefore = messages + refused;
    Instant foundAt = run.clock().instant();
    List<JsonNode> page = pages.next();
    while (!page.isEmpty()) {
      Instant last = Snowflake.instant(MessagePages.id(page.get(page.size() - 1)));
      take(events(place, page, foundAt), () -> {
        StopPoint.reached("catchup.taken");
        run.checkpoints().reached(channel.id(), place.id(), last);
      });
      run.progress().took(channel.id(), page.size(), from, last, run.until());
      run.checkpoints().saveNowAndThen();
      foundAt = run.clock().instant();
      page = pages.next();
    }
    boolean isSuspect =
        messages + refused == messagesBefore && lastMessageId > after && lastMessageId < before;
    if (isSuspect && pages.isBlank()) {
      throw new RestRefusal(
          RestRefusal.Kind.NO_ACCESS,
          "Discord shows none of its messages: the bot lacks the permission to read the history");
    }
  }

  private List<RawEvent> events(FoundPlace place, List<JsonNode> page, Instant foundAt) {
    List<RawEvent> events = new ArrayList<>(2 * page.size());
    MessageEvents maker = new MessageEvents(place, run.stamp(), keys, events::add);
    for (JsonNode json : page) {
      int eventsBefore = events.size();
      try {
        FoundMessage found = message.read(json);
        Instant at = Snowflake.instant(found.id);
        if (at.isBefore(from) || !at.isBefore(run.until())) {
          // Its reactions were watched one by one, which a total would blur.
          found.reactions.clear();
        }
        maker.message(found, foundAt);
        messages++;
      } catch (RefusedInput e) {
        // One message that Discord tells wrongly must not hide the rest of the channel.
        events.subList(eventsBefore, events.size()).clear();
        refused++;
      }
    }
    return events;
  }

  private void take(List<RawEvent> events, Runnable then) {
    CompletableFuture<?> taken = events.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : run.sink().take(events).toCompletableFuture();
    safe = CompletableFuture.allOf(safe, taken).thenRun(then);
  }
}

package dev.guildhouse.collector.recount;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.found.EventStamp;
import dev.guildhouse.collector.found.FoundMessage;
import dev.guildhouse.collector.found.FoundPlace;
import dev.guildhouse.collector.found.MessageEvents;
import dev.guildhouse.collector.found.WatchedSpan;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.collector.reading.EventSink;
import dev.guildhouse.collector.recount.RecountResult.Difference;
import dev.guildhouse.collector.rest.BotSight;
import dev.guildhouse.collector.rest.ChannelLists;
import dev.guildhouse.collector.rest.ListedChannel;
import dev.guildhouse.collector.rest.MessagePages;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.collector.rest.RestMessage;
import dev.guildhouse.collector.rest.RestRefusal;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Compares one channel with what is known of it, and sends events that settle the difference. What is
 * known was read before Discord is asked, so that whatever is deleted in between is at worst told
 * twice. For one thread.
 */
final class ChannelRecount {
  /** What all recounts of a run share. */
  record Run(
      RestCalls rest,
      ChannelLists lists,
      EventSink sink,
      KnownMessages known,
      EventStamp stamp,
      BotSight sight,
      InstantSource clock,
      Instant from,
      Instant until) {}

  private final Run run;
  private final ListedChannel channel;
  private final MemberKeyring keys;
  private final RestMessage message;
  private final Map<LocalDate, Difference> days = new TreeMap<>();
  private CompletableFuture<?> safe = CompletableFuture.completedFuture(null);
  private long messages;

  ChannelRecount(Run run, ListedChannel channel, MemberKeyring keys, Keywords keywords) {
    this.run = run;
    this.channel = channel;
    this.keys = keys;
    this.message = new RestMessage(run.sight(), keywords);
  }

  /** Completes when all that was sent is safe. */
  CompletableFuture<?> safe() {
    return safe;
  }

  RecountResult compare() throws InterruptedException {
    try {
      for (FoundPlace place : places()) {
        place(place);
      }
      WatchedSpan whole = new WatchedSpan(run.from(), run.until(), Family.MESSAGES.text());
      send(whole.heartbeats(run.stamp(), channel.place()));
      return result(State.READ, "");
    } catch (RestRefusal e) {
      return switch (e.kind()) {
        case GONE -> result(State.GONE, e.reason());
        case NO_ACCESS -> result(State.NO_ACCESS, e.reason());
        case UNAVAILABLE -> result(State.UNAVAILABLE, e.reason());
      };
    }
  }

  private RecountResult result(State state, String reason) {
    return new RecountResult(channel.id(), state, List.copyOf(days.values()), messages, reason);
  }

  private List<FoundPlace> places() throws RestRefusal, InterruptedException {
    Set<Long> threads = new TreeSet<>(run.known().threadsOf(channel.id()));
    channel.openThreads().forEach(thread -> threads.add(thread.place().threadId()));
    run.lists()
        .archivedSince(channel, run.from())
        .forEach(thread -> threads.add(thread.place().threadId()));
    List<FoundPlace> places = new ArrayList<>();
    if (channel.hasMessages()) {
      places.add(channel.place());
    }
    FoundPlace in = channel.place();
    threads.forEach(thread ->
        places.add(new FoundPlace(in.guildId(), in.channelId(), in.parentChannelId(), thread)));
    return places;
  }

  private void place(FoundPlace place) throws RestRefusal, InterruptedException {
    KnownMessages.Place known = run.known().in(place.id());
    MessagePages pages = new MessagePages(
        run.rest(), place.id(), Snowflake.of(run.from(), 0) - 1, Snowflake.of(run.until(), 0));
    LongList standing = new LongList();
    try {
      Instant foundAt = run.clock().instant();
      List<JsonNode> page = pages.next();
      while (!page.isEmpty()) {
        send(settled(place, known, page, foundAt, standing));
        foundAt = run.clock().instant();
        page = pages.next();
      }
      if (standing.size() == 0 && known.fromDiscord.size() > 0 && pages.isBlank()) {
        throw new RestRefusal(
            RestRefusal.Kind.NO_ACCESS,
            "Discord shows none of its messages: it was emptied, or the bot lacks the permission to"
                + " read the history");
      }
    } catch (RestRefusal e) {
      // With a thread its messages go, and Discord calls none of them deleted.
      if (place.isThread() && e.kind() == RestRefusal.Kind.GONE) {
        return;
      }
      throw e;
    }
    standing.settle();
    send(vanished(place, known, standing));
  }

  private List<RawEvent> settled(
      FoundPlace place,
      KnownMessages.Place known,
      List<JsonNode> page,
      Instant foundAt,
      LongList standing) {
    List<RawEvent> events = new ArrayList<>();
    MessageEvents maker = new MessageEvents(place, run.stamp(), keys, events::add);
    for (JsonNode json : page) {
      long id = MessagePages.id(json);
      standing.add(id);
      try {
        FoundMessage found = message.read(json);
        if (found.kind == FoundMessage.Kind.JOIN) {
          continue;
        }
        messages++;
        boolean isMissed = !known.all.contains(id);
        boolean isEdited =
            !isMissed && found.editedAt != null && !run.known().isEditKnown(id, found.editedAt);
        if (!isMissed) {
          // Its reactions were watched one by one, which a total would blur.
          found.reactions.clear();
        }
        if (isMissed || isEdited) {
          maker.message(found, foundAt);
          count(id, isMissed ? 1 : 0, 0, 0, isEdited ? 1 : 0);
        }
        if (run.known().isDeleted(id)) {
          events.add(fate(EventType.MESSAGE_RESTORE, place, id));
          count(id, 0, 0, 1, 0);
        }
      } catch (RefusedInput e) {
        // No event can be made of it, so it cannot be missing either.
      }
    }
    return events;
  }

  private List<RawEvent> vanished(FoundPlace place, KnownMessages.Place known, LongList standing) {
    List<RawEvent> events = new ArrayList<>();
    for (int i = 0; i < known.fromDiscord.size(); i++) {
      long id = known.fromDiscord.at(i);
      if (!standing.contains(id) && !run.known().isDeleted(id)) {
        events.add(fate(EventType.MESSAGE_DELETE, place, id));
        count(id, 0, 1, 0, 0);
      }
    }
    return events;
  }

  /** Told at the time of the recount, because nobody knows when it happened. */
  private RawEvent fate(EventType type, FoundPlace place, long messageId) {
    return run.stamp()
        .event(type, place, run.clock().instant())
        .subjectId(messageId)
        .messageId(messageId)
        .ordinal(EventHash.ofSequence(run.stamp().sessionId(), messageId))
        .build();
  }

  private void send(List<RawEvent> events) {
    if (!events.isEmpty()) {
      safe = CompletableFuture.allOf(safe, run.sink().take(events).toCompletableFuture());
    }
  }

  private void count(long id, int missed, int deleted, int restored, int edited) {
    LocalDate date = Snowflake.date(id);
    days.merge(date, new Difference(date, missed, deleted, restored, edited), Difference::plus);
  }
}

package dev.guildhouse.collector.recount;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What landing says of a guild's messages of some days: which were written where, which of them the
 * collector itself saw, what was edited when, and what was deleted. About 16 bytes a message.
 */
final class KnownMessages {
  /** The messages of one channel or thread. */
  static final class Place {
    /** Messages from wherever they are known. */
    final LongList all = new LongList();

    /** Those that came from Discord itself: others, as of CSV, have ids that Discord never gave. */
    final LongList fromDiscord = new LongList();

    private final long channelId;

    Place(long channelId) {
      this.channelId = channelId;
    }
  }

  /** The last word on whether a message stands, by the order of events. */
  private record Fate(Instant at, @Nullable Instant sessionAt, long sequence, boolean isDeleted) {
    boolean isBefore(Fate other) {
      int byTime = at.compareTo(other.at);
      if (byTime != 0) {
        return byTime < 0;
      }
      Instant session = sessionAt == null ? Instant.MIN : sessionAt;
      int bySession = session.compareTo(other.sessionAt == null ? Instant.MIN : other.sessionAt);
      return bySession != 0 ? bySession < 0 : sequence < other.sequence;
    }
  }

  private static final Place NOTHING = new Place(0);

  private final Map<Long, Place> places = new TreeMap<>();
  private final Map<Long, Fate> fates = new HashMap<>();
  private final Map<Long, Instant> edits = new HashMap<>();

  void wrote(long channelId, long placeId, long messageId, boolean isFromDiscord) {
    Place place = places.computeIfAbsent(placeId, id -> new Place(channelId));
    place.all.add(messageId);
    if (isFromDiscord) {
      place.fromDiscord.add(messageId);
    }
  }

  void edited(long messageId, Instant at) {
    edits.merge(messageId, at, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** It was deleted, or else approved or restored. */
  void decided(
      long messageId, Instant at, @Nullable Instant sessionAt, long sequence, boolean isDeleted) {
    fates.merge(
        messageId,
        new Fate(at, sessionAt, sequence, isDeleted),
        (known, other) -> known.isBefore(other) ? other : known);
  }

  /** Nothing more comes. */
  void settle() {
    for (Place place : places.values()) {
      place.all.settle();
      place.fromDiscord.settle();
    }
  }

  /** The messages of a channel or thread. */
  Place in(long placeId) {
    return places.getOrDefault(placeId, NOTHING);
  }

  /** The threads of a channel in which something was written. */
  List<Long> threadsOf(long channelId) {
    List<Long> threads = new ArrayList<>();
    places.forEach((id, place) -> {
      if (place.channelId == channelId && id != channelId) {
        threads.add(id);
      }
    });
    return threads;
  }

  boolean isDeleted(long messageId) {
    Fate fate = fates.get(messageId);
    return fate != null && fate.isDeleted();
  }

  /** Whether an edit at an instant, or a later one, is known. */
  boolean isEditKnown(long messageId, Instant at) {
    Instant known = edits.get(messageId);
    return known != null && !known.isBefore(at);
  }
}

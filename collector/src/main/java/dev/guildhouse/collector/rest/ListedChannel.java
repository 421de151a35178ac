package dev.guildhouse.collector.rest;

import dev.guildhouse.collector.found.FoundPlace;
import java.util.List;

/**
 * A channel in which people write, with the threads in it that are open.
 *
 * @param lastMessageId of its newest message, be it deleted or not; 0 when it has none or no own
 */
public record ListedChannel(
    FoundPlace place, Kind kind, long lastMessageId, List<ListedThread> openThreads) {
  /** What a channel holds. */
  public enum Kind {
    /** Messages and threads, private ones too. */
    TEXT,
    /** Messages and public threads. */
    ANNOUNCEMENTS,
    /** Messages beside talk, and no threads. */
    VOICE,
    /** Threads alone. */
    FORUM
  }

  public ListedChannel {
    openThreads = List.copyOf(openThreads);
  }

  public long id() {
    return place.channelId();
  }

  public boolean hasMessages() {
    return kind != Kind.FORUM;
  }

  public boolean hasThreads() {
    return kind != Kind.VOICE;
  }

  public boolean hasPrivateThreads() {
    return kind == Kind.TEXT;
  }
}

package dev.guildhouse.collector.live;

import java.time.Instant;
import java.util.Optional;

/** Learns when guilds are watched, so that what was missed can be fetched by other means. */
public interface WatchListener {
  /** For whoever needs not know. */
  WatchListener NONE = new WatchListener() {
    @Override
    public void began(long guildId, Optional<Instant> missedSince, Instant at) {}

    @Override
    public void watched(long guildId, Instant until) {}
  };

  /**
   * A guild is watched again, or for the first time. Called on the gateway's thread: start whatever
   * takes long elsewhere.
   *
   * @param missedSince from when to {@code at} it was not watched; empty when it never was before
   */
  void began(long guildId, Optional<Instant> missedSince, Instant at);

  /** A guild was watched up to an instant, and all that came until then is taken. */
  void watched(long guildId, Instant until);
}

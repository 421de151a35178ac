package dev.guildhouse.collector.live;

import dev.guildhouse.collector.catchup.EarlierWatch;
import java.time.Instant;
import java.util.Optional;

/** Learns when guilds are watched, so that what was missed can be fetched by other means. */
interface WatchListener {
  /**
   * A guild is watched again, or for the first time. Called on the gateway's thread: start whatever
   * takes long elsewhere.
   *
   * @param earlier when it was watched last; empty when it never was before
   * @param at from when it is watched now
   */
  void began(long guildId, Optional<EarlierWatch> earlier, Instant at);
}

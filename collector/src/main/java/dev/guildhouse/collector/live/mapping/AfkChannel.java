package dev.guildhouse.collector.live.mapping;

/** What a stay in the guild's AFK channel is. */
public enum AfkChannel {
  /** Whoever is there has left voice. */
  IS_NOWHERE,
  /** A voice channel like any other. */
  COUNTS
}

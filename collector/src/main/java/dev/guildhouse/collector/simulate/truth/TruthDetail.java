package dev.guildhouse.collector.simulate.truth;

/** How much truth is kept; the more, the more memory a simulation takes. */
public enum TruthDetail {
  /** None, for runs that only want data. */
  NONE,
  /** Guilds and channels. */
  CHANNELS,
  /** Members by day as well. */
  MEMBERS
}

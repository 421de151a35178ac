package dev.guildhouse.collector.simulate.truth;

import java.util.SortedMap;

/**
 * What is true of a simulation, by guild id: what tables must hold once every event has been taken
 * in, whatever order the events came in.
 */
public record Truth(SortedMap<Long, GuildTruth> guilds) {
  /**
   * The truth of one guild.
   *
   * @throws IllegalArgumentException when the simulation has no such guild
   */
  public GuildTruth guild(long guildId) {
    GuildTruth truth = guilds.get(guildId);
    if (truth == null) {
      throw new IllegalArgumentException("no guild " + guildId + " among " + guilds.keySet());
    }
    return truth;
  }
}

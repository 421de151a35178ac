package dev.guildhouse.collector.live.guilds;

import java.util.Set;

/**
 * A channel as it was last seen.
 *
 * @param parentId its category; 0 when none
 * @param solvedTags tags of a forum whose name says that a post is solved
 */
public record ChannelView(
    long id, ChannelKind kind, long parentId, String name, Set<Long> solvedTags) {
  public ChannelView {
    solvedTags = Set.copyOf(solvedTags);
  }
}

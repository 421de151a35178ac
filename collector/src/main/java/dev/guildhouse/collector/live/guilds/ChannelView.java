package dev.guildhouse.collector.live.guilds;

import java.util.Set;

/**
 * A channel as it was last seen.
 *
 * @param parentId its category; 0 when none
 * @param userLimit how many may be in voice at once; 0 when as many as like
 * @param solvedTags tags of a forum whose name says that a post is solved
 * @param escalatedTags tags of a forum whose name says that a post must go higher
 */
public record ChannelView(
    long id,
    ChannelKind kind,
    long parentId,
    String name,
    int userLimit,
    Set<Long> solvedTags,
    Set<Long> escalatedTags) {
  public ChannelView {
    solvedTags = Set.copyOf(solvedTags);
    escalatedTags = Set.copyOf(escalatedTags);
  }
}

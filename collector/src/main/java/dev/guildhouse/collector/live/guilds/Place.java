package dev.guildhouse.collector.live.guilds;

/**
 * Where something counts.
 *
 * @param channelId for a thread its parent; 0 when unknown
 * @param categoryId the category of that channel; 0 when none
 * @param threadId 0 when it is in no thread
 */
public record Place(long channelId, long categoryId, long threadId) {
  /** In no channel. */
  public static final Place NONE = new Place(0, 0, 0);
}

package dev.guildhouse.collector.live.guilds;

/**
 * A thread as it was last seen.
 *
 * @param parentId the channel above it
 * @param ownerId the user who started it; 0 when unknown
 */
public record ThreadView(long id, long parentId, long ownerId, boolean isArchived) {}

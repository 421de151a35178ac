package dev.guildhouse.collector.live.guilds;

/**
 * Where a member is in voice, and how.
 *
 * @param isMuted by oneself or by a moderator
 * @param isDeafened by oneself or by a moderator
 */
public record VoiceStay(
    long channelId, boolean isMuted, boolean isDeafened, boolean isStreaming, boolean isOnVideo) {}

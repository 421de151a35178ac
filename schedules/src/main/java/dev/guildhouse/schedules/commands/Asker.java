package dev.guildhouse.schedules.commands;

/**
 * Who asks, and where. The user's id stays in memory.
 *
 * @param guildId the guild in which the command was given; never taken from what somebody typed
 * @param channelId the channel in which it was given
 * @param userId Discord id of whoever asks
 * @param rank what that person may do, by the permissions at this moment
 * @param place who reads along
 */
public record Asker(long guildId, long channelId, long userId, Rank rank, Place place) {

  /** Who reads what stands in a channel. */
  public enum Place {
    /** One of {@code moderators.channels}. */
    MODERATORS,
    /** Any other. */
    ANYBODY
  }

  public boolean isAmongModerators() {
    return place == Place.MODERATORS;
  }

  /** For the history, which never knows who: {@code a moderator}. */
  public String told() {
    return switch (rank) {
      case MEMBER -> "a member";
      case MODERATOR -> "a moderator";
      case ADMIN -> "an admin";
    };
  }
}

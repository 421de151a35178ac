package dev.guildhouse.collector.found;

/**
 * Where messages were found.
 *
 * @param channelId what its messages count under, for a thread the parent
 * @param parentChannelId category of the channel; 0 when none or unknown
 * @param threadId 0 when it is no thread
 */
public record FoundPlace(long guildId, long channelId, long parentChannelId, long threadId) {
  public boolean isThread() {
    return threadId != 0;
  }

  /** The id under which Discord lists the messages. */
  public long id() {
    return isThread() ? threadId : channelId;
  }
}

package dev.guildhouse.jobs.drafts;

import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.util.Map;

/**
 * A post that moderators approved, where it stands in its channel.
 *
 * @param period which it was drafted about
 * @param channelId Discord id of the channel
 * @param messageId Discord id of the message, which is that of the thread under it, too
 * @param postedAt when Discord took it
 * @param memo what its proposal left for later ones
 */
public record PostedDraft(
    String kind,
    DayRange period,
    long channelId,
    long messageId,
    Instant postedAt,
    Map<String, String> memo) {
  public PostedDraft {
    memo = Map.copyOf(memo);
  }
}

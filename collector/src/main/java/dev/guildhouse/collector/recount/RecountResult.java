package dev.guildhouse.collector.recount;

import dev.guildhouse.collector.reading.ChannelResult.State;
import java.time.LocalDate;
import java.util.List;

/**
 * What a recount of one channel with its threads found.
 *
 * @param state READ when it was compared
 * @param days what differed, by day; days without a difference are left out
 * @param messages messages that Discord shows
 * @param reason why it was not compared; empty when it was
 */
public record RecountResult(
    long channelId, State state, List<Difference> days, long messages, String reason) {
  /**
   * How one day differed.
   *
   * @param date of the messages
   * @param missed messages that stand and were not known
   * @param deleted messages that were known and stand no more
   * @param restored messages that were held for deleted and stand
   * @param edited messages whose last edit was not known
   */
  public record Difference(LocalDate date, int missed, int deleted, int restored, int edited) {
    Difference plus(Difference other) {
      return new Difference(
          date,
          missed + other.missed,
          deleted + other.deleted,
          restored + other.restored,
          edited + other.edited);
    }
  }

  public RecountResult {
    days = List.copyOf(days);
  }
}

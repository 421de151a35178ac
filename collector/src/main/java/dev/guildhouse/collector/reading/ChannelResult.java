package dev.guildhouse.collector.reading;

import dev.guildhouse.collector.found.WatchedSpan;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading one channel with its threads.
 *
 * @param messages messages that were taken, repeats among them
 * @param refused messages that no event could be made of
 * @param filled the time of which all is known now; null when that cannot be said
 * @param reason why it was not read to the end; empty when it was
 */
public record ChannelResult(
    long channelId,
    State state,
    long messages,
    long refused,
    @Nullable WatchedSpan filled,
    String reason) {
  /** How it ended. */
  public enum State {
    /** Nothing was missing. */
    UP_TO_DATE,
    READ,
    /** The bot may not read it: its time stays uncovered. */
    NO_ACCESS,
    /** It was deleted. */
    GONE,
    /** Discord did not answer: it is tried again next time. */
    UNAVAILABLE
  }
}

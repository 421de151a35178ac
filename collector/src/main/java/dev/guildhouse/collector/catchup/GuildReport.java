package dev.guildhouse.collector.catchup;

import dev.guildhouse.collector.reading.ChannelResult;
import dev.guildhouse.collector.reading.ChannelResult.State;
import java.util.List;
import java.util.stream.Stream;

/** What came of reading a guild, channel by channel in the order in which they ended. */
public record GuildReport(long guildId, List<ChannelResult> channels) {
  public GuildReport {
    channels = List.copyOf(channels);
  }

  public Stream<ChannelResult> in(State state) {
    return channels.stream().filter(channel -> channel.state() == state);
  }

  /** Messages taken, repeats among them. */
  public long messages() {
    return channels.stream().mapToLong(ChannelResult::messages).sum();
  }

  /** Messages that no event could be made of. */
  public long refused() {
    return channels.stream().mapToLong(ChannelResult::refused).sum();
  }

  /** Whether another run may find more: Discord did not answer for some channel. */
  public boolean isIncomplete() {
    return in(State.UNAVAILABLE).findAny().isPresent();
  }
}

package dev.guildhouse.collector.recount;

import dev.guildhouse.collector.reading.ChannelResult.State;
import dev.guildhouse.collector.recount.RecountResult.Difference;
import java.util.List;
import java.util.function.ToIntFunction;

/** What a recount of a guild found, channel by channel. */
public record RecountReport(long guildId, List<RecountResult> channels) {
  public RecountReport {
    channels = List.copyOf(channels);
  }

  /** A kind of difference over all channels and days. */
  public int sum(ToIntFunction<Difference> kind) {
    return channels.stream()
        .flatMap(channel -> channel.days().stream())
        .mapToInt(kind)
        .sum();
  }

  /** Messages that Discord shows. */
  public long messages() {
    return channels.stream().mapToLong(RecountResult::messages).sum();
  }

  public long in(State state) {
    return channels.stream().filter(channel -> channel.state() == state).count();
  }
}

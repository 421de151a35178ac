package dev.guildhouse.collector.catchup;

import dev.guildhouse.collector.found.EventStamp;
import dev.guildhouse.collector.reading.ChannelResult;
import dev.guildhouse.collector.reading.EventSink;
import dev.guildhouse.collector.reading.GuildReader;
import dev.guildhouse.collector.reading.ProgressCount;
import dev.guildhouse.collector.reading.ReadListener;
import dev.guildhouse.collector.reading.ReadingSettings;
import dev.guildhouse.collector.rest.BotSight;
import dev.guildhouse.collector.rest.ChannelLists;
import dev.guildhouse.collector.rest.ListedChannel;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.collector.rest.RestRefusal;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.Source;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Fetches what was written in a guild while nobody watched, channel by channel from the checkpoints.
 *
 * <p>What it cannot know: messages that were written and deleted in the meantime, all versions of a
 * text but the last, who reacted, reactions to older messages, whatever was taken back, and voice.
 */
public final class CatchUp {
  private final RestCalls rest;
  private final EventSink sink;
  private final ReadingSettings settings;
  private final ReadListener listener;

  public CatchUp(RestCalls rest, EventSink sink, ReadingSettings settings, ReadListener listener) {
    this.rest = rest;
    this.sink = sink;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Fetches everything up to an instant. The first run of a guild fetches nothing: it is watched from
   * then on.
   *
   * @param checkpoints of the guild; the only ones in this process
   * @param until when the gateway began to be watched again; the same once more to try what
   *     Discord did not answer
   * @return when all that was read is safe and the checkpoints say so
   * @throws dev.guildhouse.schema.WarehouseException when Discord does not list the channels, or the
   *     sink fails; what was read until then is not read again
   */
  public GuildReport run(long guildId, Checkpoints checkpoints, Instant until)
      throws InterruptedException {
    ChannelLists lists = new ChannelLists(rest);
    List<ListedChannel> channels;
    BotSight sight;
    try {
      sight = BotSight.of(rest);
      channels = lists.channels(guildId);
    } catch (RestRefusal e) {
      throw GuildReader.notListed(guildId, e);
    }
    checkpoints.begin(until, channels.stream().map(ListedChannel::id).toList());
    checkpoints.save();
    Instant startedAt = settings.clock().instant();
    EventStamp stamp = new EventStamp(
        Source.REST,
        settings.organizationOf().applyAsLong(guildId),
        EventHash.start().with(guildId).with(startedAt.toEpochMilli()).value(),
        startedAt,
        settings.clock());
    ProgressCount progress = new ProgressCount(listener, channels.size());
    ChannelReader.Run run = new ChannelReader.Run(
        rest,
        lists,
        sink,
        checkpoints,
        stamp,
        sight,
        settings.clock(),
        progress,
        settings.earliest(guildId),
        until);
    Queue<CompletableFuture<?>> safe = new ConcurrentLinkedQueue<>();
    try {
      List<ChannelResult> results = GuildReader.all(channels, channel -> {
        ChannelReader reader = new ChannelReader(
            run,
            channel,
            settings.keyrings().apply(guildId),
            settings.keywords().apply(guildId));
        ChannelResult result = reader.read();
        safe.add(reader.safe());
        progress.finished(result);
        return result;
      });
      sink.flush();
      GuildReader.await(safe);
      return new GuildReport(guildId, results);
    } finally {
      checkpoints.save();
    }
  }
}

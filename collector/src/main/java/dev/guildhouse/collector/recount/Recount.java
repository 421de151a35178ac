package dev.guildhouse.collector.recount;

import dev.guildhouse.collector.found.EventStamp;
import dev.guildhouse.collector.landing.LandedMessages;
import dev.guildhouse.collector.landing.LandedMessages.LandedMessage;
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
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Counts the messages of recent days once more by REST, compares them with landing, and sends events
 * for what differs: messages and last edits that were missed, deletes that were missed, and messages
 * that were held for deleted and stand.
 *
 * <p>Landing must still hold all that was received since the first of the days. It need not be
 * complete: what is missing there is sent once more, and repeats are one event.
 */
public final class Recount {
  private final RestCalls rest;
  private final EventSink sink;
  private final ReadingSettings settings;
  private final LandingLayout landing;
  private final ReadListener listener;

  public Recount(
      RestCalls rest,
      EventSink sink,
      ReadingSettings settings,
      LandingLayout landing,
      ReadListener listener) {
    this.rest = rest;
    this.sink = sink;
    this.settings = settings;
    this.landing = landing;
    this.listener = listener;
  }

  /**
   * Recounts whole UTC days. Of an anonymous guild, days of months that are sealed are left out.
   *
   * @return when all that was sent is safe
   */
  public RecountReport run(long guildId, DayRange days) throws InterruptedException {
    Instant first = start(days.from());
    Instant earliest = settings.earliest(guildId);
    Instant from = first.isBefore(earliest) ? earliest : first;
    Instant until = start(days.to());
    KnownMessages known = known(guildId, from, until);
    ChannelLists lists = new ChannelLists(rest);
    List<ListedChannel> channels;
    BotSight sight;
    try {
      sight = BotSight.of(rest);
      channels = lists.channels(guildId);
    } catch (RestRefusal e) {
      throw GuildReader.notListed(guildId, e);
    }
    Instant startedAt = settings.clock().instant();
    EventStamp stamp = new EventStamp(
        Source.REST,
        settings.organizationOf().applyAsLong(guildId),
        EventHash.start().with(guildId).with(startedAt.toEpochMilli()).value(),
        startedAt,
        settings.clock());
    ChannelRecount.Run run = new ChannelRecount.Run(
        rest, lists, sink, known, stamp, sight, settings.clock(), from, until);
    ProgressCount progress = new ProgressCount(listener, channels.size());
    Queue<CompletableFuture<?>> safe = new ConcurrentLinkedQueue<>();
    List<RecountResult> results = GuildReader.all(channels, channel -> {
      ChannelRecount recount = new ChannelRecount(
          run, channel, settings.keyrings().apply(guildId), settings.keywords().apply(guildId));
      RecountResult result = recount.compare();
      safe.add(recount.safe());
      progress.finished(new ChannelResult(
          channel.id(), result.state(), result.messages(), 0, null, result.reason()));
      return result;
    });
    sink.flush();
    GuildReader.await(safe);
    return new RecountReport(guildId, results);
  }

  private KnownMessages known(long guildId, Instant from, Instant until) {
    KnownMessages known = new KnownMessages();
    long first = Snowflake.of(from, 0);
    long end = Snowflake.of(until, 0);
    new LandedMessages(landing).since(LocalDate.ofInstant(from, ZoneOffset.UTC), guildId, event -> {
      if (event.messageId() >= first && event.messageId() < end) {
        learn(known, event);
      }
    });
    known.settle();
    return known;
  }

  private static void learn(KnownMessages known, LandedMessage event) {
    if (event.editedAt() != null) {
      known.edited(event.messageId(), event.editedAt());
    }
    if (event.type() == EventType.MESSAGE_CREATE) {
      long place = event.threadId() == 0 ? event.channelId() : event.threadId();
      known.wrote(event.channelId(), place, event.messageId(), event.isFromDiscord());
    } else if (event.type() != EventType.MESSAGE_UPDATE) {
      known.decided(
          event.messageId(),
          event.at(),
          event.sessionStartedAt(),
          event.sequence(),
          event.type() == EventType.MESSAGE_DELETE);
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}

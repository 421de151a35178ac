package dev.guildhouse.collector.imports.exporter;

import dev.guildhouse.collector.found.EventStamp;
import dev.guildhouse.collector.found.FoundMessage;
import dev.guildhouse.collector.found.MessageEvents;
import dev.guildhouse.collector.imports.reading.ReadSettings;
import dev.guildhouse.collector.members.LongCache;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns one exported channel into raw events: its messages, and what the file says of the channel. */
final class ExportEvents {
  /** Messages whose authors are remembered for the replies to them: at most 16 MiB. */
  private static final int REMEMBERED_MESSAGES = 1 << 18;

  private final ReadSettings settings;
  private final ExportedChannel channel;
  private final @Nullable Instant exportedAt;
  private final Consumer<RawEvent> sink;
  private final EventStamp stamp;
  private final MessageEvents events;
  private final LongCache authors = new LongCache(REMEMBERED_MESSAGES);
  private final ExportCoverage coverage;
  private Instant latestSeen = Instant.EPOCH;

  /**
   * Events of one file.
   *
   * @param exportedAt when the export was made; null when the file does not say
   */
  ExportEvents(
      ReadSettings settings,
      ExportedChannel channel,
      @Nullable Instant exportedAt,
      Consumer<RawEvent> sink) {
    this.settings = settings;
    this.channel = channel;
    // A clock that runs ahead must not let this export win over everything to come.
    this.exportedAt = exportedAt != null && exportedAt.isAfter(settings.receivedAt())
        ? settings.receivedAt()
        : exportedAt;
    this.sink = sink;
    long guildId = channel.place().guildId();
    this.stamp = new EventStamp(
        Source.EXPORT,
        settings.organizationOf().applyAsLong(guildId),
        settings.sessionId(),
        this.exportedAt == null ? settings.receivedAt() : this.exportedAt,
        InstantSource.fixed(settings.receivedAt()));
    this.events = new MessageEvents(
        channel.place(), stamp, settings.keyrings().apply(guildId), sink, settings.leftOut());
    this.coverage = new ExportCoverage(channel, settings.receivedAt());
  }

  /**
   * Yields the events of one message.
   *
   * @param repliedToMessageId the message it replies to, whose author the file told before; 0 when
   *     none
   */
  void message(FoundMessage message, long repliedToMessageId) {
    message.repliedToId = repliedToMessageId == 0 ? 0 : authors.value(repliedToMessageId);
    Instant at = message.at;
    Instant latest = message.editedAt == null ? at : message.editedAt;
    if (latest != null && latest.isAfter(latestSeen)) {
      latestSeen = latest;
    }
    events.message(message, exportedAt == null ? latestSeen : exportedAt);
    if (at != null) {
      coverage.saw(at);
    }
    if (message.authorId != 0) {
      authors.put(message.id, message.authorId);
    }
    if (message.kind == FoundMessage.Kind.JOIN) {
      coverage.sawJoin();
    }
    if (!message.reactions.isEmpty()) {
      coverage.sawReaction();
    }
  }

  /**
   * Yields what the file says about its channel and about the time it covers.
   *
   * @param after begin of the range that was exported; null when it was open
   * @param before end of that range; null when it was open
   */
  void finish(@Nullable Instant after, @Nullable Instant before) {
    Instant from = settings.isPartOfMore() ? null : after;
    Instant to = settings.isPartOfMore() ? null : before;
    Instant foundAt = exportedAt;
    coverage
        .channelUpdates()
        .forEach(update -> sink.accept(stamp
            .event(EventType.CHANNEL_UPDATE, channel.place(), update.at())
            .subjectId(update.id())
            .editedAt(foundAt == null || foundAt.isAfter(update.at()) ? foundAt : update.at())
            .threadId(0)
            .attributes(update.attributes())
            .build()));
    coverage
        .watched(from, to == null || foundAt == null || to.isBefore(foundAt) ? to : foundAt)
        .ifPresent(span -> span.heartbeats(stamp, channel.place()).forEach(sink));
  }
}

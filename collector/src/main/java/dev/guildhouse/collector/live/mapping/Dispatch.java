package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.collector.live.guilds.Place;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One message of the gateway with its place in the session.
 *
 * @param type Discord's name, such as {@code MESSAGE_CREATE}
 * @param data what it carries
 * @param sequence its number in the session
 * @param receivedAt when it came, in microseconds
 */
public record Dispatch(
    String type, Payload data, GatewaySession session, long sequence, Instant receivedAt) {
  public Dispatch {
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** Tells this dispatch from every other. */
  long ordinal() {
    return EventHash.ofSequence(session.id(), sequence);
  }

  /** Tells the parts of this dispatch from each other and from every other dispatch. */
  long ordinal(long part) {
    return part == 0
        ? ordinal()
        : EventHash.start().with(session.id()).with(sequence).with(part).value();
  }

  /** An event that this dispatch told of. */
  RawEvent.Builder event(EventType type, GuildView guild, Instant at) {
    return RawEvent.of(type, guild.id())
        .organizationId(guild.organizationId())
        .eventAt(at)
        .receivedAt(receivedAt)
        .source(Source.GATEWAY)
        .sessionId(session.id())
        .sessionStartedAt(session.startedAt())
        .sequence(sequence);
  }

  /** An event that happens now, as far as anybody can tell. */
  RawEvent.Builder event(EventType type, GuildView guild) {
    return event(type, guild, receivedAt);
  }

  static RawEvent.Builder at(RawEvent.Builder event, Place place) {
    return event
        .channelId(place.channelId())
        .parentChannelId(place.categoryId())
        .threadId(place.threadId());
  }
}

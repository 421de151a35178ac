package dev.guildhouse.collector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.found.FoundPlace;
import dev.guildhouse.collector.imports.reading.EventTimes;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;

/**
 * A thread as a list of Discord tells it.
 *
 * @param ownerId who started it
 * @param createdAt when; later than the id tells for one that was started on an older message
 * @param changedAt when it was last archived or opened again
 * @param lastMessageId of its newest message, be it deleted or not; 0 when it has none
 */
public record ListedThread(
    FoundPlace place,
    long ownerId,
    Instant createdAt,
    boolean isArchived,
    Instant changedAt,
    long lastMessageId) {

  /** A thread of a channel from Discord's JSON. */
  public static ListedThread of(FoundPlace channel, JsonNode json) {
    long id = json.path("id").asLong();
    JsonNode metadata = json.path("thread_metadata");
    Instant made = Snowflake.instant(id);
    // Threads from before 2022 do not tell when they were started.
    String created = metadata.path("create_timestamp").asText("");
    String changed = metadata.path("archive_timestamp").asText("");
    return new ListedThread(
        new FoundPlace(channel.guildId(), channel.channelId(), channel.parentChannelId(), id),
        json.path("owner_id").asLong(),
        created.isEmpty() || created.equals("null") ? made : EventTimes.iso(created),
        metadata.path("archived").asBoolean(),
        changed.isEmpty() || changed.equals("null") ? made : EventTimes.iso(changed),
        json.path("last_message_id").asLong());
  }
}

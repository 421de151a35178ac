package dev.guildhouse.collector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.found.FoundMessage;
import dev.guildhouse.collector.found.FoundMessage.Kind;
import dev.guildhouse.collector.found.FoundMessage.Reactions;
import dev.guildhouse.collector.imports.reading.EventTimes;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads messages from Discord's JSON. For one thread. */
public final class RestMessage {
  /** Discord's numbers of the kinds of messages; every other one Discord wrote itself. */
  private static final Map<Integer, Kind> KINDS = Map.of(
      0, Kind.WRITTEN,
      7, Kind.JOIN,
      18, Kind.THREAD_CREATED,
      19, Kind.REPLY,
      20, Kind.WRITTEN,
      23, Kind.WRITTEN);

  private final FoundMessage message = new FoundMessage();
  private final BotSight sight;

  /**
   * @param keywords what to look for in the texts
   */
  public RestMessage(BotSight sight, Keywords keywords) {
    this.sight = sight;
    message.lookFor(keywords);
  }

  /** The message, valid until the next one is read. */
  public FoundMessage read(JsonNode json) {
    message.clear();
    message.id = json.path("id").asLong();
    message.kind = KINDS.getOrDefault(json.path("type").asInt(), Kind.SYSTEM);
    message.at = time(json.path("timestamp"));
    message.editedAt = time(json.path("edited_timestamp"));
    JsonNode author = json.path("author");
    message.authorId = author.path("id").asLong();
    message.hasAuthor = message.authorId != 0;
    message.isBot = author.path("bot").asBoolean();
    message.isWebhook = json.hasNonNull("webhook_id");
    message.stickers = json.path("sticker_items").size();
    message.mentions = json.path("mentions").size();
    message.roleMentions = json.path("mention_roles").size();
    message.repliedToId =
        json.path("referenced_message").path("author").path("id").asLong();
    message.startedThreadId = json.path("message_reference").path("channel_id").asLong();
    if (sight.showsContentOf(json)) {
      content(json);
    }
    for (JsonNode reaction : json.path("reactions")) {
      String emoji = emoji(reaction.path("emoji"));
      int count = reaction.path("count").asInt();
      if (!emoji.isEmpty() && count > 0) {
        message.reactions.add(new Reactions(emoji, count, List.of()));
      }
    }
    return message;
  }

  private void content(JsonNode json) {
    char[] text = json.path("content").asText().toCharArray();
    message.text(text, 0, text.length);
    message.attachments = json.path("attachments").size();
    message.embeds = json.path("embeds").size();
    message.hasPoll = json.hasNonNull("poll");
  }

  /** When a message was edited last; null if it never was. */
  public static @Nullable Instant editedAt(JsonNode json) {
    return time(json.path("edited_timestamp"));
  }

  /** The character, or {@code name:id} of a custom emoji, whose name is lost when it was deleted. */
  private static String emoji(JsonNode emoji) {
    String name = emoji.path("name").asText("");
    String known = emoji.path("name").isNull() ? "" : name;
    return emoji.hasNonNull("id") ? known + ":" + emoji.path("id").asText() : known;
  }

  private static @Nullable Instant time(JsonNode time) {
    if (time.isMissingNode() || time.isNull()) {
      return null;
    }
    if (!time.isTextual()) {
      throw new RefusedInput("a time is no text");
    }
    return EventTimes.iso(time.textValue());
  }
}

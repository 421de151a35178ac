package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.time.Snowflake;

/** A plain message as Discord writes it in JSON. */
final class MessageJson {
  private MessageJson() {}

  static ObjectNode of(long placeId, long id, long authorId, String text) {
    ObjectNode json = JsonNodeFactory.instance
        .objectNode()
        .put("id", Long.toString(id))
        .put("channel_id", Long.toString(placeId))
        .put("type", 0)
        .put("content", text)
        .put("timestamp", Snowflake.instant(id).toString())
        .putNull("edited_timestamp")
        .put("tts", false)
        .put("mention_everyone", false)
        .put("pinned", false);
    for (String empty : new String[] {"mentions", "mention_roles", "attachments", "embeds"}) {
      json.putArray(empty);
    }
    json.set("author", FakeGuild.user(authorId));
    return json;
  }
}

package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.time.Snowflake;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message that stands in a channel.
 *
 * @param payload the JSON that it was posted with
 */
public record FakeMessage(
    long id, long channelId, long authorId, JsonNode payload, List<FakeFile> files) {

  private static final String ATTACHED = "attachment://";

  /** The text of the footer of its first embed; empty if it has none. */
  public String footer() {
    return payload.path("embeds").path(0).path("footer").path("text").asText();
  }

  public JsonNode embed() {
    return payload.path("embeds").path(0);
  }

  public List<String> fileNames() {
    return files.stream().map(FakeFile::name).toList();
  }

  public @Nullable String nonce() {
    return payload.path("nonce").textValue();
  }

  /**
   * As REST and gateway send it. JDA wants {@code mentions}, and a {@code type} in each embed. A file
   * that an embed shows is not among the attachments.
   */
  ObjectNode json(String baseUrl) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", Long.toString(id));
    json.put("channel_id", Long.toString(channelId));
    json.put("type", 0);
    json.put("content", payload.path("content").asText());
    json.put("timestamp", Snowflake.instant(id).toString());
    json.putNull("edited_timestamp");
    json.put("tts", false);
    json.put("pinned", false);
    json.put("mention_everyone", false);
    json.putArray("mentions");
    json.putArray("mention_roles");
    json.set("author", FakeGuild.user(authorId));
    Set<String> shown = new HashSet<>();
    for (JsonNode embed : payload.path("embeds")) {
      ObjectNode copy = ((ObjectNode) embed.deepCopy()).put("type", "rich");
      String image = embed.path("image").path("url").asText();
      if (image.startsWith(ATTACHED)) {
        String name = image.substring(ATTACHED.length());
        shown.add(name);
        copy.putObject("image").put("url", url(baseUrl, id, name) + "?ex=1");
      }
      json.withArray("embeds").add(copy);
    }
    for (FakeFile file : files) {
      if (!shown.contains(file.name())) {
        json.withArray("attachments")
            .addObject()
            .put("id", Long.toString(file.id()))
            .put("filename", file.name())
            .put("size", file.content().size())
            .put("url", url(baseUrl, file.id(), file.name()))
            .put("proxy_url", url(baseUrl, file.id(), file.name()));
      }
    }
    if (payload.hasNonNull("nonce")) {
      json.set("nonce", payload.get("nonce"));
    }
    return json;
  }

  private String url(String baseUrl, long fileId, String name) {
    return baseUrl + "attachments/" + channelId + "/" + fileId + "/" + name;
  }
}

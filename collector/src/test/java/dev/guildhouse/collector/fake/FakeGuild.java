package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A guild with text channels, in which everyone may do what the guild's one role allows. */
public final class FakeGuild {
  /** See the channel, post in it with embeds and files, read what was posted, open threads. */
  public static final long POSTING =
      1L << 10 | 1L << 11 | 1L << 14 | 1L << 15 | 1L << 16 | 1L << 35;

  /** The bot that logs in. */
  public static final long BOT_ID = 1000;

  private final long id;
  private final String name;
  private final long permissions;
  private final Map<Long, String> channels = new ConcurrentSkipListMap<>();
  private final List<Consumer<ObjectNode>> changes = new CopyOnWriteArrayList<>();

  FakeGuild(long id, String name, long permissions) {
    this.id = id;
    this.name = name;
    this.permissions = permissions;
  }

  public long id() {
    return id;
  }

  /** Adds a text channel. It is seen by sessions that start later. */
  public FakeGuild channel(long channelId, String channelName) {
    channels.put(channelId, channelName);
    return this;
  }

  /** Changes how the guild describes itself to sessions that start later. */
  public FakeGuild describe(Consumer<ObjectNode> change) {
    changes.add(change);
    return this;
  }

  /** Deletes a channel without telling the sessions that run. */
  public void forget(long channelId) {
    channels.remove(channelId);
  }

  boolean has(long channelId) {
    return channels.containsKey(channelId);
  }

  /** A user as the gateway describes one. */
  public static ObjectNode user(long userId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", Long.toString(userId))
        .put("username", "user" + userId)
        .put("discriminator", "0")
        .put("bot", userId == BOT_ID);
  }

  /** The guild as GUILD_CREATE brings it. One field that JDA misses would make it unavailable. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance
        .objectNode()
        .put("id", Long.toString(id))
        .put("name", name)
        .put("owner_id", "1")
        .put("member_count", 2)
        .put("afk_timeout", 300)
        .put("premium_progress_bar_enabled", false);
    for (String empty : new String[] {
      "threads",
      "guild_scheduled_events",
      "emojis",
      "voice_states",
      "stickers",
      "presences",
      "features"
    }) {
      json.putArray(empty);
    }
    ObjectNode everyone = json.putArray("roles")
        .addObject()
        .put("id", Long.toString(id))
        .put("name", "@everyone")
        .put("position", 0)
        .put("permissions", Long.toString(permissions));
    everyone.putObject("colors").put("primary_color", 0);
    ArrayNode listed = json.putArray("channels");
    int position = 0;
    for (Map.Entry<Long, String> channel : channels.entrySet()) {
      listed
          .addObject()
          .put("id", Long.toString(channel.getKey()))
          .put("type", 0)
          .put("name", channel.getValue())
          .put("position", position++)
          .putArray("permission_overwrites");
    }
    ObjectNode self = json.putArray("members").addObject();
    self.set("user", user(BOT_ID));
    self.putArray("roles");
    self.put("joined_at", "2026-01-01T00:00:00Z");
    changes.forEach(change -> change.accept(json));
    return json;
  }
}

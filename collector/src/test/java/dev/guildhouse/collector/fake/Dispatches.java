package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;

/** What the gateway's events bring, as Discord writes it. */
public final class Dispatches {
  private Dispatches() {}

  /** Something in a guild, with further fields by name and value. */
  public static ObjectNode data(long guild, String... namesAndValues) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("guild_id", text(guild));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      data.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return data;
  }

  /** A message of a member. */
  public static ObjectNode message(long guild, long id, long channel, long author, String content) {
    ObjectNode message = data(guild);
    message.setAll(MessageJson.of(channel, id, author, content));
    message.put("flags", 0);
    ObjectNode member = member(author, false);
    member.remove("user");
    message.set("member", member);
    return message;
  }

  /** A reaction that a member gives; of one that is taken back Discord tells less. */
  public static ObjectNode reaction(
      long guild, long channel, long message, long author, long user, String emoji) {
    ObjectNode reaction = data(
        guild,
        "user_id",
        text(user),
        "channel_id",
        text(channel),
        "message_id",
        text(message),
        "message_author_id",
        text(author));
    emoji(reaction, emoji);
    reaction.set("member", member(user, false));
    return reaction.put("burst", false).put("type", 0);
  }

  /** Adds an emoji: the character, or {@code name:id} of a custom one. */
  public static ObjectNode emoji(ObjectNode data, String emoji) {
    String[] nameAndId = emoji.split(":", -1);
    data.putObject("emoji")
        .put("name", nameAndId[0])
        .put("id", nameAndId.length > 1 ? nameAndId[1] : null);
    return data;
  }

  /** Where a member is in voice now; in no channel with channel 0. */
  public static ObjectNode voice(long guild, long user, long channel) {
    ObjectNode state = data(guild, "user_id", text(user), "session_id", "v" + user);
    state.put("channel_id", channel == 0 ? null : text(channel));
    for (String flag :
        new String[] {"deaf", "mute", "self_deaf", "self_mute", "self_video", "suppress"}) {
      state.put(flag, false);
    }
    state.putNull("request_to_speak_timestamp");
    state.set("member", member(user, false));
    return state;
  }

  /** A member without roles. */
  public static ObjectNode member(long user, boolean isBot) {
    ObjectNode member = JsonNodeFactory.instance.objectNode();
    ObjectNode account = FakeGuild.user(user);
    member.set("user", isBot ? account.put("bot", true) : account);
    member.putArray("roles");
    return member
        .put("joined_at", "2026-01-02T00:00:00Z")
        .put("deaf", false)
        .put("mute", false)
        .put("flags", 0);
  }

  /** A thread or forum post of a channel. */
  public static ObjectNode thread(
      long guild, long id, long parent, long owner, Instant createdAt, boolean isArchived) {
    ObjectNode thread = data(
        guild, "id", text(id), "parent_id", text(parent), "owner_id", text(owner), "name", "how");
    thread
        .put("type", 11)
        .put("message_count", 0)
        .put("member_count", 1)
        .put("total_message_sent", 0);
    thread.putArray("applied_tags");
    thread
        .putObject("thread_metadata")
        .put("archived", isArchived)
        .put("locked", false)
        .put("auto_archive_duration", 60)
        .put("archive_timestamp", createdAt.toString())
        .put("create_timestamp", createdAt.toString());
    return thread;
  }

  /** A role. */
  public static ObjectNode role(long guild, long id, String name) {
    ObjectNode data = data(guild);
    data.putObject("role")
        .put("id", text(id))
        .put("name", name)
        .put("position", 1)
        .put("permissions", "0")
        .put("hoist", false)
        .put("managed", false)
        .put("mentionable", false)
        .put("flags", 0)
        .put("color", 0)
        .putObject("colors")
        .put("primary_color", 0);
    return data;
  }

  /** Adds a channel to the description of a guild. */
  public static ObjectNode channel(ObjectNode guild, long id, int type, String name, long parent) {
    ObjectNode channel = guild.withArray("channels").addObject();
    channel.put("id", text(id)).put("type", type).put("name", name).put("position", 0);
    channel
        .put("parent_id", parent == 0 ? null : text(parent))
        .put("bitrate", 64_000)
        .put("user_limit", 0);
    channel.putArray("permission_overwrites");
    return channel;
  }

  /** The id of something that was made at an instant. */
  public static long id(Instant at, long number) {
    return Snowflake.of(at, number);
  }

  /** Discord writes ids as text. */
  public static String text(long id) {
    return Long.toString(id);
  }
}

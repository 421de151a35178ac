package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** The REST routes, as a healthy Discord answers them. */
final class FakeRest {
  private static final long FILE_BYTES = 10L << 20;
  private static final long REQUEST_BYTES = 25L << 20;
  private static final int FILES = 10;
  private static final int EMBED_CHARACTERS = 6_000;
  private static final int EMBED_FIELDS = 25;

  private static final Pattern MESSAGES = Pattern.compile("/channels/(\\d+)/messages");
  private static final Pattern MESSAGE = Pattern.compile("/channels/(\\d+)/messages/(\\d+)");

  private static final Pattern THREADS =
      Pattern.compile("/channels/(\\d+)/messages/(\\d+)/threads");

  /** A status with its JSON body. */
  record Reply(int status, JsonNode body) {}

  private final FakeDiscord discord;
  private final FakeChannels channels;

  FakeRest(FakeDiscord discord, FakeChannels channels) {
    this.discord = discord;
    this.channels = channels;
  }

  static Reply error(int status, int code, String message) {
    return new Reply(
        status, JsonNodeFactory.instance.objectNode().put("message", message).put("code", code));
  }

  Reply answer(RecordedRequest request, String route) throws IOException {
    String path = route.substring(route.indexOf('/'));
    Matcher messages = MESSAGES.matcher(path);
    Matcher message = MESSAGE.matcher(path);
    Matcher threads = THREADS.matcher(path);
    if (path.equals("/users/@me")) {
      return new Reply(200, FakeGuild.user(FakeGuild.BOT_ID));
    }
    Optional<Reply> interaction = discord.interactions().answer(request, route);
    if (interaction.isPresent()) {
      return interaction.get();
    }
    Optional<Reply> read = discord.reading().answer(route, request.getUrl());
    if (read.isPresent()) {
      return read.get();
    } else if (path.equals("/gateway")) {
      return new Reply(200, JsonNodeFactory.instance.objectNode().put("url", discord.gatewayUrl()));
    } else if (route.equals("POST /users/@me/channels")) {
      return new Reply(200, direct(request));
    } else if (messages.matches()) {
      return inChannel(request, Long.parseLong(messages.group(1)));
    } else if (message.matches()) {
      return oneMessage(Long.parseLong(message.group(1)), Long.parseLong(message.group(2)));
    } else if (threads.matches()) {
      return openThread(
          request, Long.parseLong(threads.group(1)), Long.parseLong(threads.group(2)));
    }
    discord.missed(route);
    return error(404, 0, "404: Not Found");
  }

  private Reply inChannel(RecordedRequest request, long channelId) throws IOException {
    if (!discord.has(channelId)) {
      return error(404, 10003, "Unknown Channel");
    }
    return request.getMethod().equals("POST")
        ? post(request, channelId)
        : history(request.getUrl(), channelId);
  }

  /** The channel between the bot and a person, which has the person's id. */
  private ObjectNode direct(RecordedRequest request) throws IOException {
    long user =
        Upload.read(request, channels::newId).payload().path("recipient_id").asLong();
    discord.openDirect(user);
    ObjectNode channel =
        JsonNodeFactory.instance.objectNode().put("id", Long.toString(user)).put("type", 1);
    channel.putArray("recipients").add(FakeGuild.user(user));
    return channel;
  }

  private Reply post(RecordedRequest request, long channelId) throws IOException {
    Upload upload = Upload.read(request, channels::newId);
    boolean isTooLarge = upload.bytes() > REQUEST_BYTES
        || upload.files().stream().anyMatch(file -> file.content().size() > FILE_BYTES);
    if (isTooLarge) {
      return error(413, 40005, "Request entity too large");
    }
    if (upload.files().size() > FILES || !fitsEmbeds(upload.payload())) {
      return error(400, 50035, "Invalid Form Body");
    }
    FakeMessage message =
        channels.post(channelId, FakeGuild.BOT_ID, upload.payload(), upload.files());
    return new Reply(200, message.json(discord.restUrl()));
  }

  private Reply history(HttpUrl url, long channelId) {
    String limit = url.queryParameter("limit");
    List<FakeMessage> page = channels.page(
        channelId,
        id(url, "before"),
        id(url, "after"),
        limit == null ? 50 : Integer.parseInt(limit));
    ArrayNode body = JsonNodeFactory.instance.arrayNode();
    for (FakeMessage message : page) {
      body.add(message.json(discord.restUrl()));
    }
    return new Reply(200, body);
  }

  private Reply oneMessage(long channelId, long messageId) {
    Optional<FakeMessage> found = channels.find(channelId, messageId);
    return found.isPresent()
        ? new Reply(200, found.get().json(discord.restUrl()))
        : error(404, 10008, "Unknown Message");
  }

  private Reply openThread(RecordedRequest request, long channelId, long messageId)
      throws IOException {
    if (channels.find(channelId, messageId).isEmpty()) {
      return error(404, 10008, "Unknown Message");
    }
    String name = Upload.read(request, channels::newId).payload().path("name").asText();
    if (!channels.openThread(messageId, name)) {
      return error(400, 160004, "A thread has already been created for this message");
    }
    ObjectNode thread = JsonNodeFactory.instance
        .objectNode()
        .put("id", Long.toString(messageId))
        .put("guild_id", Long.toString(discord.guildOf(channelId)))
        .put("parent_id", Long.toString(channelId))
        .put("owner_id", Long.toString(FakeGuild.BOT_ID))
        .put("type", 11)
        .put("name", name)
        .put("message_count", 0)
        .put("member_count", 1)
        .put("rate_limit_per_user", 0);
    thread
        .putObject("thread_metadata")
        .put("archived", false)
        .put("locked", false)
        .put("auto_archive_duration", 1440)
        .put("archive_timestamp", "2026-01-01T00:00:00Z")
        .put("create_timestamp", "2026-01-01T00:00:00Z");
    return new Reply(201, thread);
  }

  private static Optional<Long> id(HttpUrl url, String parameter) {
    return Optional.ofNullable(url.queryParameter(parameter)).map(Long::valueOf);
  }

  /** The limits of all embeds of a message together, and of each. */
  private static boolean fitsEmbeds(JsonNode payload) {
    int characters = 0;
    for (JsonNode embed : payload.path("embeds")) {
      if (embed.path("fields").size() > EMBED_FIELDS
          || embed.path("title").asText().length() > 256
          || embed.path("description").asText().length() > 4_096
          || embed.path("footer").path("text").asText().length() > 2_048) {
        return false;
      }
      characters += embed.path("title").asText().length()
          + embed.path("description").asText().length()
          + embed.path("footer").path("text").asText().length();
      for (JsonNode field : embed.path("fields")) {
        int name = field.path("name").asText().length();
        int value = field.path("value").asText().length();
        if (name == 0 || name > 256 || value == 0 || value > 1_024) {
          return false;
        }
        characters += name + value;
      }
    }
    return characters <= EMBED_CHARACTERS;
  }
}

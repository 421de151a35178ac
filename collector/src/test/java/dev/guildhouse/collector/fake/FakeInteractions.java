package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.RecordedRequest;

/** Commands and presses of people, over the wire both ways. */
public final class FakeInteractions {
  private static final Pattern COMMANDS = Pattern.compile("PUT /applications/\\d+/commands");
  private static final Pattern CALLBACK =
      Pattern.compile("POST /interactions/(\\d+)/([^/]+)/callback");
  private static final Pattern ORIGINAL =
      Pattern.compile("(PATCH|DELETE|GET) /webhooks/\\d+/([^/]+)/messages/@original");
  private static final Pattern FOLLOW_UP = Pattern.compile("POST /webhooks/\\d+/([^/]+)");

  private static final int COMMAND = 2;
  private static final int COMPONENT = 3;
  private static final int AUTOCOMPLETE = 4;
  private static final int MODAL = 5;

  private final FakeDiscord discord;
  private final FakeChannels channels;
  private final AtomicLong ids = new AtomicLong(7_000);
  private final Map<String, FakeInteraction> byToken = new ConcurrentHashMap<>();
  private volatile JsonNode offered = JsonNodeFactory.instance.arrayNode();

  FakeInteractions(FakeDiscord discord, FakeChannels channels) {
    this.discord = discord;
    this.channels = channels;
  }

  /**
   * Somebody in a guild.
   *
   * @param permissions as Discord computes them for the channel
   */
  public record Person(long id, List<Long> roles, long permissions) {}

  /** The commands as they were last offered. */
  public JsonNode offered() {
    return offered;
  }

  /**
   * Somebody gives a command.
   *
   * @param name its words
   * @param options text by name; a {@code USER} option is an id, a {@code INTEGER} one a number
   */
  public FakeInteraction command(
      FakeGuild guild, long channelId, Person person, String name, Map<String, String> options) {
    ObjectNode data = data(name, options, "");
    return send(guild, channelId, person, COMMAND, data, null);
  }

  /** Somebody types into an option. */
  public FakeInteraction typing(
      FakeGuild guild, long channelId, Person person, String name, String option, String typed) {
    return send(
        guild, channelId, person, AUTOCOMPLETE, data(name, Map.of(option, typed), option), null);
  }

  /** Somebody presses a button, or chooses from a menu, under a message. */
  public FakeInteraction press(
      FakeGuild guild,
      long channelId,
      Person person,
      FakeMessage message,
      String customId,
      String... values) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("custom_id", customId);
    data.put("component_type", values.length == 0 ? 2 : 3);
    ArrayNode chosen = data.putArray("values");
    List.of(values).forEach(chosen::add);
    return send(guild, channelId, person, COMPONENT, data, message);
  }

  /** Somebody sends a form with one field. */
  public FakeInteraction form(
      FakeGuild guild, long channelId, Person person, String customId, String field, String value) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("custom_id", customId);
    ObjectNode label = data.putArray("components").addObject().put("type", 18).put("id", 1);
    label
        .putObject("component")
        .put("type", 4)
        .put("id", 2)
        .put("custom_id", field)
        .put("value", value);
    return send(guild, channelId, person, MODAL, data, null);
  }

  private ObjectNode data(String name, Map<String, String> options, String focused) {
    String[] words = name.split(" ");
    ObjectNode data = JsonNodeFactory.instance
        .objectNode()
        .put("id", "900")
        .put("name", words[0])
        .put("type", 1);
    ObjectNode innermost = data;
    for (int i = 1; i < words.length; i++) {
      innermost = innermost
          .putArray("options")
          .addObject()
          .put("name", words[i])
          .put("type", words.length - i == 1 ? 1 : 2);
    }
    ArrayNode given = innermost.putArray("options");
    ObjectNode users = JsonNodeFactory.instance.objectNode();
    options.forEach((option, value) -> {
      int type = type(words, option);
      ObjectNode one = given.addObject().put("name", option).put("type", type);
      if (type == 4) {
        one.put("value", Long.parseLong(value));
      } else {
        one.put("value", value);
      }
      if (type == 6) {
        users.set(value, FakeGuild.user(Long.parseLong(value)));
      }
      if (option.equals(focused)) {
        one.put("focused", true);
      }
    });
    if (!users.isEmpty()) {
      data.putObject("resolved").set("users", users);
    }
    return data;
  }

  /** The type of an option as it was offered; text where it was not. */
  private int type(String[] words, String option) {
    JsonNode at = offered;
    for (String word : words) {
      JsonNode found = JsonNodeFactory.instance.objectNode();
      for (JsonNode one : at) {
        if (one.path("name").asText().equals(word)) {
          found = one;
        }
      }
      at = found.path("options");
    }
    for (JsonNode one : at) {
      if (one.path("name").asText().equals(option)) {
        return one.path("type").asInt();
      }
    }
    return 3;
  }

  private FakeInteraction send(
      FakeGuild guild,
      long channelId,
      Person person,
      int type,
      ObjectNode data,
      FakeMessage message) {
    long id = ids.incrementAndGet();
    FakeInteraction interaction = new FakeInteraction(id, "token-" + id, channelId);
    byToken.put(interaction.token(), interaction);
    ObjectNode event = JsonNodeFactory.instance
        .objectNode()
        .put("id", Long.toString(channels.newId()))
        .put("application_id", Long.toString(FakeGuild.BOT_ID))
        .put("type", type)
        .put("token", interaction.token())
        .put("version", 1)
        .put("context", 0)
        .put("locale", "en-US")
        .put("guild_locale", "en-US")
        .put("guild_id", Long.toString(guild.id()))
        .put("channel_id", Long.toString(channelId))
        .put("attachment_size_limit", 10 << 20);
    event.putObject("authorizing_integration_owners").put("0", Long.toString(guild.id()));
    event.putArray("entitlements");
    event
        .putObject("guild")
        .put("id", Long.toString(guild.id()))
        .put("locale", "en-US")
        .putArray("features");
    event
        .putObject("channel")
        .put("id", Long.toString(channelId))
        .put("type", 0)
        .put("name", "here")
        .put("permissions", Long.toString(person.permissions()));
    ObjectNode member = event.putObject("member");
    member.set("user", FakeGuild.user(person.id()));
    ArrayNode roles = member.putArray("roles");
    person.roles().forEach(role -> roles.add(Long.toString(role)));
    member.put("joined_at", "2026-01-01T00:00:00Z");
    member.put("permissions", Long.toString(person.permissions()));
    event.set("data", data);
    if (message != null) {
      event.set("message", message.json(discord.restUrl()));
    }
    discord.dispatchEvent("INTERACTION_CREATE", event);
    return interaction;
  }

  /** The answer to a request, if it is about commands. */
  Optional<FakeRest.Reply> answer(RecordedRequest request, String route) throws IOException {
    Matcher callback = CALLBACK.matcher(route);
    Matcher original = ORIGINAL.matcher(route);
    Matcher followUp = FOLLOW_UP.matcher(route);
    if (COMMANDS.matcher(route).matches()) {
      return Optional.of(offer(Upload.read(request, channels::newId).payload()));
    } else if (callback.matches()) {
      return Optional.of(of(callback.group(2), known -> acknowledge(request, known)));
    } else if (original.matches()) {
      return Optional.of(
          of(original.group(2), known -> original(request, original.group(1), known)));
    } else if (followUp.matches()) {
      return Optional.of(of(followUp.group(1), known -> {
        FakeMessage message = message(request, known);
        known.followUp(message);
        return new FakeRest.Reply(200, message.json(discord.restUrl()));
      }));
    }
    return Optional.empty();
  }

  @FunctionalInterface
  private interface Answering {
    FakeRest.Reply answer(FakeInteraction known) throws IOException;
  }

  private FakeRest.Reply of(String token, Answering answering) throws IOException {
    FakeInteraction known = byToken.get(token);
    if (known == null) {
      return FakeRest.error(404, 10062, "Unknown interaction");
    }
    return known.isExpired()
        ? FakeRest.error(401, 50027, "Invalid Webhook Token")
        : answering.answer(known);
  }

  private FakeRest.Reply offer(JsonNode commands) {
    offered = commands;
    ArrayNode reply = JsonNodeFactory.instance.arrayNode();
    for (JsonNode command : commands) {
      ObjectNode copy = command.deepCopy();
      copy.put("id", Long.toString(ids.incrementAndGet()));
      copy.put("application_id", Long.toString(FakeGuild.BOT_ID));
      copy.put("version", Long.toString(ids.incrementAndGet()));
      reply.add(copy);
    }
    return new FakeRest.Reply(200, reply);
  }

  private FakeRest.Reply acknowledge(RecordedRequest request, FakeInteraction known)
      throws IOException {
    Upload upload = Upload.read(request, channels::newId);
    FakeMessage message = new FakeMessage(
        channels.newId(),
        known.channelId(),
        FakeGuild.BOT_ID,
        upload.payload().path("data"),
        new ArrayList<>(upload.files()));
    if (!known.acknowledge(upload.payload(), message)) {
      return FakeRest.error(400, 40060, "Interaction has already been acknowledged.");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("interaction").put("id", Long.toString(known.id())).put("type", 2);
    ObjectNode resource =
        body.putObject("resource").put("type", upload.payload().path("type").asInt());
    if (known.acknowledged() != FakeInteraction.Acknowledgement.SUGGESTED
        && known.acknowledged() != FakeInteraction.Acknowledgement.FORM) {
      resource.set("message", message.json(discord.restUrl()));
    }
    return new FakeRest.Reply(200, body);
  }

  private FakeRest.Reply original(RecordedRequest request, String method, FakeInteraction known)
      throws IOException {
    if (method.equals("DELETE")) {
      known.delete();
      return new FakeRest.Reply(200, JsonNodeFactory.instance.objectNode());
    }
    FakeMessage message = message(request, known);
    known.edit(message);
    return new FakeRest.Reply(200, message.json(discord.restUrl()));
  }

  private FakeMessage message(RecordedRequest request, FakeInteraction known) throws IOException {
    Upload upload = Upload.read(request, channels::newId);
    return new FakeMessage(
        channels.newId(),
        known.channelId(),
        FakeGuild.BOT_ID,
        upload.payload(),
        List.copyOf(upload.files()));
  }
}

package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * What can be read by REST: channels of all kinds with threads, messages as Discord shows them, and
 * members. Channels that are laid out here stand beside those for posting.
 */
public final class FakeReading {
  private static final Pattern GUILD =
      Pattern.compile("GET /guilds/(\\d+)/(channels|threads/active|members)");
  private static final Pattern MESSAGES = Pattern.compile("GET /channels/(\\d+)/messages");
  private static final Pattern ARCHIVED =
      Pattern.compile("GET /channels/(\\d+)/(users/@me/)?threads/archived/(public|private)");
  private static final long CONTENT_INTENT = 1L << 19;

  /** Where messages stand. */
  private static final class Place {
    final ObjectNode json;
    final NavigableMap<Long, ObjectNode> messages = new TreeMap<>();
    Optional<FakeCrowd> crowd = Optional.empty();

    Place(ObjectNode json) {
      this.json = json;
    }

    long parent() {
      return json.path("parent_id").asLong();
    }

    boolean isThread() {
      return json.has("thread_metadata");
    }

    boolean isArchived() {
      return json.path("thread_metadata").path("archived").asBoolean();
    }
  }

  private final Map<Long, Place> places = new TreeMap<>();
  private final Map<Long, List<ObjectNode>> members = new TreeMap<>();
  private final Set<Long> hidden = new HashSet<>();
  private final Set<Long> withoutHistory = new HashSet<>();
  private boolean isContentGranted = true;
  private boolean mayManageThreads = true;

  /** Takes the message content intent from the application. */
  public synchronized void withholdContent() {
    isContentGranted = false;
  }

  /** Lets the bot see only the private threads that it is in. */
  public synchronized void withholdThreads() {
    mayManageThreads = false;
  }

  /** Adds a channel of one of Discord's numbered types. */
  public synchronized void channel(long guildId, long id, int type, long category) {
    ObjectNode json = JsonNodeFactory.instance
        .objectNode()
        .put("id", Long.toString(id))
        .put("guild_id", Long.toString(guildId))
        .put("type", type)
        .put("name", "channel " + id)
        .putNull("last_message_id");
    if (category != 0) {
      json.put("parent_id", Long.toString(category));
    }
    places.put(id, new Place(json));
  }

  /** Adds a thread of a channel: public, or of type 12 private. */
  public synchronized void thread(
      long channelId, long id, int type, long ownerId, Instant createdAt) {
    ObjectNode json = JsonNodeFactory.instance
        .objectNode()
        .put("id", Long.toString(id))
        .put("guild_id", places.get(channelId).json.path("guild_id").asText())
        .put("type", type)
        .put("parent_id", Long.toString(channelId))
        .put("owner_id", Long.toString(ownerId))
        .putNull("last_message_id");
    json.putObject("thread_metadata")
        .put("archived", false)
        .put("archive_timestamp", createdAt.toString())
        .put("create_timestamp", createdAt.toString());
    places.put(id, new Place(json));
  }

  public synchronized void archive(long threadId, Instant at) {
    ((ObjectNode) places.get(threadId).json.path("thread_metadata"))
        .put("archived", true)
        .put("archive_timestamp", at.toString());
  }

  /** Nobody tells the bot what stands in it: 403. */
  public synchronized void hide(long id) {
    hidden.add(id);
  }

  public synchronized void show(long id) {
    hidden.remove(id);
    withoutHistory.remove(id);
  }

  /** The bot may see it but not read what was written, for which Discord shows an empty list. */
  public synchronized void hideHistory(long id) {
    withoutHistory.add(id);
  }

  /** Deletes a channel or thread without telling anybody. */
  public synchronized void forget(long id) {
    places.remove(id);
  }

  /** A message that a person writes; the fields of {@code more} win. */
  public synchronized ObjectNode write(
      long placeId, long id, long authorId, String text, ObjectNode more) {
    ObjectNode json = MessageJson.of(placeId, id, authorId, text);
    json.setAll(more);
    Place place = places.get(placeId);
    place.messages.put(id, json);
    long last = Math.max(id, place.json.path("last_message_id").asLong());
    place.json.put("last_message_id", Long.toString(last));
    return json;
  }

  public ObjectNode write(long placeId, long id, long authorId, String text) {
    return write(placeId, id, authorId, text, JsonNodeFactory.instance.objectNode());
  }

  /** Fills a channel with so many messages that they are made only when they are asked for. */
  public synchronized void crowd(long placeId, FakeCrowd crowd) {
    Place place = places.get(placeId);
    place.crowd = Optional.of(crowd);
    place.json.put("last_message_id", Long.toString(crowd.id(crowd.count() - 1)));
  }

  public synchronized void delete(long placeId, long messageId) {
    places.get(placeId).messages.remove(messageId);
  }

  public synchronized void member(long guildId, long userId, boolean isBot) {
    add(guildId, userId, isBot);
  }

  /** A member whom the guild knows under a name of its own. */
  public synchronized void member(long guildId, long userId, String nick) {
    add(guildId, userId, false).put("nick", nick);
  }

  private ObjectNode add(long guildId, long userId, boolean isBot) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("user", FakeGuild.user(userId).put("bot", isBot));
    members.computeIfAbsent(guildId, id -> new ArrayList<>()).add(json);
    return json;
  }

  /** The answer to a request, if it asks for something that was laid out here. */
  synchronized Optional<FakeRest.Reply> answer(String route, HttpUrl url) {
    Matcher guild = GUILD.matcher(route);
    Matcher messages = MESSAGES.matcher(route);
    Matcher archived = ARCHIVED.matcher(route);
    if (route.equals("GET /oauth2/applications/@me")) {
      return Optional.of(new FakeRest.Reply(
          200,
          JsonNodeFactory.instance
              .objectNode()
              .put("id", Long.toString(FakeGuild.BOT_ID))
              .put("flags", isContentGranted ? CONTENT_INTENT : 0)));
    } else if (guild.matches()) {
      return Optional.of(ofGuild(Long.parseLong(guild.group(1)), guild.group(2), url));
    } else if (messages.matches() && places.containsKey(Long.parseLong(messages.group(1)))) {
      return Optional.of(history(Long.parseLong(messages.group(1)), url));
    } else if (archived.matches()) {
      boolean isPrivate = archived.group(3).equals("private");
      boolean isJoined = archived.group(2) != null;
      return Optional.of(archived(Long.parseLong(archived.group(1)), isPrivate, isJoined, url));
    }
    return Optional.empty();
  }

  private FakeRest.Reply ofGuild(long guildId, String what, HttpUrl url) {
    if (what.equals("members")) {
      return members(guildId, url);
    }
    boolean isThreads = !what.equals("channels");
    ArrayNode listed = JsonNodeFactory.instance.arrayNode();
    places.values().stream()
        .filter(place -> place.json.path("guild_id").asLong() == guildId)
        .filter(place -> place.isThread() == isThreads)
        .filter(place -> !place.isArchived())
        .forEach(place -> listed.add(place.json.deepCopy()));
    return new FakeRest.Reply(
        200, isThreads ? JsonNodeFactory.instance.objectNode().set("threads", listed) : listed);
  }

  private FakeRest.Reply members(long guildId, HttpUrl url) {
    if (!members.containsKey(guildId)) {
      return FakeRest.error(403, 50001, "Missing Access");
    }
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    members.get(guildId).stream()
        .sorted(Comparator.comparingLong(FakeReading::userId))
        .filter(member -> userId(member) > number(url, "after", 0))
        .limit(number(url, "limit", 1))
        .forEach(page::add);
    return new FakeRest.Reply(200, page);
  }

  private static long userId(JsonNode member) {
    return member.path("user").path("id").asLong();
  }

  private FakeRest.Reply archived(
      long channelId, boolean isPrivate, boolean isJoined, HttpUrl url) {
    boolean isRefused = hidden.contains(channelId)
        || withoutHistory.contains(channelId)
        || (isPrivate && !isJoined && !mayManageThreads);
    if (!places.containsKey(channelId)) {
      return FakeRest.error(404, 10003, "Unknown Channel");
    } else if (isRefused) {
      return FakeRest.error(403, 50001, "Missing Access");
    }
    String before = url.queryParameter("before");
    List<ObjectNode> matching = places.values().stream()
        .filter(place -> place.isArchived() && place.parent() == channelId)
        .filter(place -> (place.json.path("type").asInt() == 12) == isPrivate)
        .map(place -> place.json)
        .filter(json -> before == null
            || (isJoined
                ? json.path("id").asLong() < Long.parseLong(before)
                : archivedAt(json).isBefore(Instant.parse(before))))
        .sorted(
            isJoined
                ? Comparator.<ObjectNode>comparingLong(json -> json.path("id").asLong())
                    .reversed()
                : Comparator.comparing(FakeReading::archivedAt).reversed())
        .collect(Collectors.toList());
    // Discord gives fewer than it is asked for, if it likes.
    int size = (int) Math.min(number(url, "limit", 50), 3);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode threads = body.putArray("threads");
    matching.stream().limit(size).forEach(json -> threads.add(json.deepCopy()));
    body.put("has_more", matching.size() > size);
    return new FakeRest.Reply(200, body);
  }

  private static Instant archivedAt(JsonNode json) {
    return Instant.parse(json.path("thread_metadata").path("archive_timestamp").asText());
  }

  private FakeRest.Reply history(long placeId, HttpUrl url) {
    Place place = places.get(placeId);
    if (hidden.contains(placeId) || hidden.contains(place.parent())) {
      return FakeRest.error(403, 50001, "Missing Access");
    }
    int limit = (int) number(url, "limit", 50);
    long after = number(url, "after", -1);
    Stream<ObjectNode> found;
    if (withoutHistory.contains(placeId)) {
      found = Stream.empty();
    } else if (place.crowd.isPresent()) {
      FakeCrowd crowd = place.crowd.get();
      found = crowd
          .after(after, limit)
          .mapToObj(id -> MessageJson.of(placeId, id, crowd.author(id), "message " + id));
    } else if (after < 0) {
      found = place.messages.descendingMap().values().stream().limit(limit);
    } else {
      found = place.messages.tailMap(after, false).values().stream().limit(limit);
    }
    List<ObjectNode> page = found.map(this::seen).collect(Collectors.toList());
    page.sort(
        Comparator.<ObjectNode>comparingLong(json -> json.path("id").asLong()).reversed());
    return new FakeRest.Reply(200, JsonNodeFactory.instance.arrayNode().addAll(page));
  }

  /** What the bot gets to see of a message. */
  private ObjectNode seen(ObjectNode message) {
    ObjectNode seen = message.deepCopy();
    boolean isOwn = message.path("author").path("id").asLong() == FakeGuild.BOT_ID;
    if (!isContentGranted && !isOwn) {
      seen.put("content", "").remove("poll");
      seen.putArray("embeds");
      seen.putArray("attachments");
    }
    return seen;
  }

  private static long number(HttpUrl url, String parameter, long otherwise) {
    String value = url.queryParameter(parameter);
    return value == null ? otherwise : Long.parseLong(value);
  }
}

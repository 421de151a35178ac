package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The gateway: its sessions, what was sent to each, and who is connected. */
final class FakeGateway {
  static final int DISPATCH = 0;
  static final int HEARTBEAT = 1;
  static final int IDENTIFY = 2;
  static final int RESUME = 6;
  static final int REQUEST_GUILD_MEMBERS = 8;
  static final int RECONNECT = 7;
  static final int INVALID_SESSION = 9;
  static final int HELLO = 10;
  static final int HEARTBEAT_ACK = 11;

  static final int UNKNOWN_ERROR = 4000;
  static final int AUTHENTICATION_FAILED = 4004;
  static final int DISALLOWED_INTENTS = 4014;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEARTBEAT_MILLIS = 41_250;

  /** One session, which outlives its connections. */
  static final class Session {
    final String id;
    private final List<ObjectNode> events = new ArrayList<>();
    private FakeGatewayConnection connection;

    Session(String id, FakeGatewayConnection connection) {
      this.id = id;
      this.connection = connection;
    }

    private synchronized void dispatch(String type, JsonNode data) {
      ObjectNode event = payload(DISPATCH, data).put("t", type).put("s", events.size() + 1);
      events.add(event);
      connection.send(event);
    }

    private synchronized void resume(FakeGatewayConnection newConnection, int sequence) {
      connection = newConnection;
      for (ObjectNode event : events.subList(Math.min(sequence, events.size()), events.size())) {
        connection.send(event);
      }
    }

    /** Sends the last events once more, the newest first if they are to come out of order. */
    private synchronized void redeliver(int count, boolean isReversed) {
      List<ObjectNode> again =
          new ArrayList<>(events.subList(events.size() - count, events.size()));
      if (isReversed) {
        Collections.reverse(again);
      }
      again.forEach(connection::send);
    }

    private synchronized void send(ObjectNode payload) {
      connection.send(payload);
    }

    private synchronized void fail() {
      connection.close(UNKNOWN_ERROR, "Unknown error.");
    }
  }

  private final FakeDiscord discord;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger identifies = new AtomicInteger();
  private final AtomicInteger resumes = new AtomicInteger();
  private final AtomicInteger memberRequests = new AtomicInteger();
  private final AtomicInteger deaths = new AtomicInteger();
  private volatile boolean isDown;
  private volatile long allowedIntents = -1;
  private volatile long askedIntents;

  FakeGateway(FakeDiscord discord) {
    this.discord = discord;
  }

  void allowIntents(long intents) {
    allowedIntents = intents;
  }

  int identifies() {
    return identifies.get();
  }

  long askedIntents() {
    return askedIntents;
  }

  int memberRequests() {
    return memberRequests.get();
  }

  int resumes() {
    return resumes.get();
  }

  void opened(FakeGatewayConnection connection) {
    connection.send(payload(
        HELLO, JsonNodeFactory.instance.objectNode().put("heartbeat_interval", HEARTBEAT_MILLIS)));
  }

  void received(FakeGatewayConnection connection, String text) {
    JsonNode payload = read(text);
    JsonNode data = payload.path("d");
    switch (payload.path("op").asInt()) {
      case HEARTBEAT -> connection.send(payload(HEARTBEAT_ACK, null));
      case IDENTIFY -> identify(connection, data);
      case RESUME -> resume(connection, data);
      case REQUEST_GUILD_MEMBERS -> members(connection, data);
      default -> {
        // Presences and the like change nothing here.
      }
    }
  }

  /** Sends an event to every session. */
  void dispatch(String type, JsonNode data) {
    sessions.values().forEach(session -> session.dispatch(type, data));
  }

  /** The last events come once more. */
  void redeliver(int count, boolean isReversed) {
    sessions.values().forEach(session -> session.redeliver(count, isReversed));
  }

  /** The next sessions end in the middle of their first guild. */
  void dieDuringGuildCreate(int times) {
    deaths.set(times);
  }

  /** Tells every client to connect anew and resume. */
  void askToReconnect() {
    sessions.values().forEach(session -> session.send(payload(RECONNECT, null)));
  }

  /** Ends every session: its client has to identify again. */
  void invalidate() {
    List<Session> ended = List.copyOf(sessions.values());
    sessions.clear();
    ended.forEach(session ->
        session.send(payload(INVALID_SESSION, JsonNodeFactory.instance.booleanNode(false))));
  }

  /** Ends every connection and session, and takes no more until it comes back. */
  void goDown() {
    isDown = true;
    List<Session> ended = List.copyOf(sessions.values());
    sessions.clear();
    ended.forEach(Session::fail);
  }

  void comeBack() {
    isDown = false;
  }

  boolean isDown() {
    return isDown;
  }

  /** Closes every connection; the sessions can be resumed. */
  void failConnections() {
    sessions.values().forEach(Session::fail);
  }

  private void identify(FakeGatewayConnection connection, JsonNode data) {
    identifies.incrementAndGet();
    askedIntents = data.path("intents").asLong();
    if (!data.path("token").asText().equals(discord.token())) {
      connection.close(AUTHENTICATION_FAILED, "Authentication failed.");
      return;
    }
    if ((data.path("intents").asLong() & ~allowedIntents) != 0) {
      connection.close(DISALLOWED_INTENTS, "Disallowed intent(s).");
      return;
    }
    Session session = new Session("session-" + identifies.get(), connection);
    sessions.put(session.id, session);
    ObjectNode ready = JsonNodeFactory.instance.objectNode().put("v", 10);
    ready.set("user", FakeGuild.user(FakeGuild.BOT_ID));
    ready.putArray("private_channels");
    ready.put("session_id", session.id);
    ready.put("resume_gateway_url", discord.gatewayUrl());
    ready.putObject("application").put("id", Long.toString(FakeGuild.BOT_ID)).put("flags", 0);
    for (FakeGuild guild : discord.guilds()) {
      ready
          .withArray("guilds")
          .addObject()
          .put("id", Long.toString(guild.id()))
          .put("unavailable", true);
    }
    ready.withArray("guilds");
    session.dispatch("READY", ready);
    if (deaths.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      sessions.remove(session.id);
      connection.sendHalf(payload(DISPATCH, discord.guilds().get(0).json())
          .put("t", "GUILD_CREATE")
          .put("s", 2));
      return;
    }
    for (FakeGuild guild : discord.guilds()) {
      session.dispatch("GUILD_CREATE", guild.json());
    }
  }

  private void members(FakeGatewayConnection connection, JsonNode data) {
    memberRequests.incrementAndGet();
    for (FakeGuild guild : discord.guilds()) {
      if (Long.toString(guild.id()).equals(data.path("guild_id").asText())) {
        ObjectNode chunk = JsonNodeFactory.instance.objectNode();
        chunk.put("guild_id", Long.toString(guild.id()));
        chunk.put("chunk_index", 0).put("chunk_count", 1);
        chunk.set("nonce", data.path("nonce"));
        chunk.set("members", guild.json().path("members"));
        sessions.values().stream()
            .filter(session -> session.connection == connection)
            .forEach(session -> session.dispatch("GUILD_MEMBERS_CHUNK", chunk));
      }
    }
  }

  private void resume(FakeGatewayConnection connection, JsonNode data) {
    Session session = sessions.get(data.path("session_id").asText());
    if (session == null) {
      connection.send(payload(INVALID_SESSION, JsonNodeFactory.instance.booleanNode(false)));
      return;
    }
    resumes.incrementAndGet();
    session.resume(connection, data.path("seq").asInt());
    session.dispatch("RESUMED", JsonNodeFactory.instance.objectNode());
  }

  static ObjectNode payload(int op, JsonNode data) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("op", op);
    payload.set("d", data);
    return payload;
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The client sent something that is no JSON: " + text, e);
    }
  }
}

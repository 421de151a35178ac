package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/**
 * A Discord on the loopback address, reachable from other processes too. Healthy unless a test lays
 * out other answers, and able to say what it was asked and what it accepted.
 *
 * <p>Message ids and the memory of nonces go by the clock that it is given.
 */
public final class FakeDiscord implements AutoCloseable {
  private static final String REST_ROOT = "/api/v10";
  private static final String TOKEN = "fake-token";

  private final MockWebServer server = new MockWebServer();
  private final FakeChannels channels;
  private final FakeRest rest;
  private final FakeGateway gateway = new FakeGateway(this);
  private final FakeReading reading = new FakeReading();
  private final FakeInteractions interactions;
  private final Script script = new Script();
  private final Buckets buckets = new Buckets();
  private final List<FakeGuild> guilds = new CopyOnWriteArrayList<>();
  private final Set<Long> direct = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> missed = new CopyOnWriteArrayList<>();

  private volatile String compression = "";

  private FakeDiscord(InstantSource clock) {
    channels = new FakeChannels(clock);
    rest = new FakeRest(this, channels);
    interactions = new FakeInteractions(this, channels);
  }

  public static FakeDiscord start(InstantSource clock) throws IOException {
    FakeDiscord discord = new FakeDiscord(clock);
    discord.server.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return discord.dispatch(request);
      }
    });
    discord.server.start();
    return discord;
  }

  public String restUrl() {
    return server.url(REST_ROOT + "/").toString();
  }

  public String gatewayUrl() {
    return server.url("/gateway").toString().replaceFirst("^http", "ws");
  }

  public String token() {
    return TOKEN;
  }

  /** Adds a guild in which the bot may do everything that posting needs. */
  public FakeGuild guild(long id, String name) {
    return guild(id, name, FakeGuild.POSTING);
  }

  /** Adds a guild. It is seen by sessions that start later. */
  public FakeGuild guild(long id, String name, long permissions) {
    FakeGuild guild = new FakeGuild(id, name, permissions);
    guilds.add(guild);
    return guild;
  }

  /**
   * Lays out the answers to the next requests of a kind.
   *
   * @param requests a regular expression over method and path, like {@code POST
   *     /channels/\d+/messages}
   */
  public void answer(String requests, Answer... answers) {
    script.add(requests, List.of(answers));
  }

  /**
   * Answers all requests of a kind in one way until {@link #recover}. For connections that end: how
   * often a client repeats such a request by itself is its own affair.
   */
  public void always(String requests, Answer answer) {
    script.always(requests, answer);
  }

  /** Ends what {@link #always} began. */
  public void recover() {
    script.recover();
  }

  /** True if every answer that was laid out has been given. */
  public boolean isScriptPlayed() {
    return script.isPlayed();
  }

  /** Limits the requests of a kind, in real time, as Discord's buckets do. */
  public void limit(String requests, int limit, Duration window) {
    buckets.limit(requests, limit, window);
  }

  /** The messages of a channel, oldest first. */
  public List<FakeMessage> messages(long channelId) {
    return channels.in(channelId);
  }

  /** Names of the threads that were opened, by the message they stand under. */
  public Map<Long, String> threads() {
    return channels.threads();
  }

  /** Somebody else writes a message. */
  public FakeMessage write(long channelId, long authorId, JsonNode payload) {
    return channels.post(channelId, authorId, payload, List.of());
  }

  public void delete(long channelId, long messageId) {
    channels.delete(channelId, messageId);
  }

  /** What can be read by REST beyond the channels for posting. */
  public FakeReading reading() {
    return reading;
  }

  /** Commands and presses of people. */
  public FakeInteractions interactions() {
    return interactions;
  }

  /** What was asked, like {@code POST /channels/1/messages}, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Requests to routes that this fake does not know; a test had better find none. */
  public List<String> missedRoutes() {
    return List.copyOf(missed);
  }

  public int identifies() {
    return gateway.identifies();
  }

  public int resumes() {
    return gateway.resumes();
  }

  /** Refuses, with 4014, sessions that ask for more than these intents. */
  public void allowIntents(long intents) {
    gateway.allowIntents(intents);
  }

  /** Sends an event to every session. */
  public void dispatchEvent(String type, JsonNode data) {
    gateway.dispatch(type, data);
  }

  /** Sends the last events of every session once more, as they came. */
  public void redeliver(int count) {
    gateway.redeliver(count, false);
  }

  /** Sends the last events of every session once more, the newest first. */
  public void redeliverReversed(int count) {
    gateway.redeliver(count, true);
  }

  /** The next sessions end in the middle of their first GUILD_CREATE, and cannot be resumed. */
  public void dieDuringGuildCreate(int times) {
    gateway.dieDuringGuildCreate(times);
  }

  /** How often the members of a guild were asked for. */
  public int requestsForMembers() {
    return gateway.memberRequests();
  }

  /** What the last connection asked for: {@code zlib-stream}, or {@code null}. */
  public String askedCompression() {
    return compression;
  }

  /** The intents of the last IDENTIFY. */
  public long askedIntents() {
    return gateway.askedIntents();
  }

  /** Op 7: every client is to connect anew and resume. */
  public void askToReconnect() {
    gateway.askToReconnect();
  }

  /** Op 9: every client has to identify again. */
  public void invalidateSessions() {
    gateway.invalidate();
  }

  /** The gateway is gone, and every session with it, until {@link #gatewayComesBack}. */
  public void gatewayGoesDown() {
    gateway.goDown();
  }

  public void gatewayComesBack() {
    gateway.comeBack();
  }

  /** Closes every gateway connection with 4000; the sessions can be resumed. */
  public void failConnections() {
    gateway.failConnections();
  }

  @Override
  public void close() {
    server.close();
  }

  List<FakeGuild> guilds() {
    return guilds;
  }

  /** A channel with a person has the person's id, so that messages to one are found by it. */
  void openDirect(long userId) {
    direct.add(userId);
  }

  boolean has(long channelId) {
    return direct.contains(channelId) || guilds.stream().anyMatch(guild -> guild.has(channelId));
  }

  long guildOf(long channelId) {
    return guilds.stream()
        .filter(guild -> guild.has(channelId))
        .findFirst()
        .orElseThrow()
        .id();
  }

  void missed(String route) {
    missed.add(route);
  }

  private MockResponse dispatch(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    if (path.startsWith("/gateway") && gateway.isDown()) {
      return new MockResponse.Builder().code(503).build();
    } else if (path.startsWith("/gateway")) {
      compression = String.valueOf(request.getUrl().queryParameter("compress"));
      return new MockResponse.Builder()
          .webSocketUpgrade(
              new FakeGatewayConnection(gateway, request.getUrl().queryParameter("compress")))
          .build();
    }
    String route = request.getMethod() + " " + path.replaceFirst("^" + REST_ROOT, "");
    requests.add(route);
    if (!("Bot " + TOKEN).equals(request.getHeaders().get("Authorization"))) {
      return json(FakeRest.error(401, 0, "401: Unauthorized")).build();
    }
    Optional<Buckets.Window> window = buckets.count(route);
    if (window.isPresent() && window.get().remaining() < 0) {
      Duration wait = Duration.between(Instant.now(), window.get().resetAt());
      return rateLimit(new Answer.Reply.RateLimit(wait, Answer.Scope.ROUTE));
    }
    return answer(request, route, script.next(route), window);
  }

  private MockResponse answer(
      RecordedRequest request, String route, Answer answer, Optional<Buckets.Window> window) {
    FakeRest.Reply done = FakeRest.error(500, 0, "not done");
    if (answer.execution() == Answer.Execution.DONE) {
      try {
        done = rest.answer(request, route);
      } catch (IOException e) {
        done = FakeRest.error(400, 50109, "The request body contains invalid JSON.");
      }
    }
    Answer.Reply reply = answer.reply();
    if (reply instanceof Answer.Reply.Failure failure) {
      return json(FakeRest.error(failure.status(), failure.code(), failure.message()))
          .build();
    } else if (reply instanceof Answer.Reply.RateLimit limit) {
      return rateLimit(limit);
    } else if (reply instanceof Answer.Reply.Silence) {
      return json(done).onResponseStart(new SocketEffect.CloseSocket()).build();
    }
    MockResponse.Builder response = json(done);
    window.ifPresent(w -> response
        .addHeader("X-RateLimit-Bucket", w.bucket())
        .addHeader("X-RateLimit-Limit", w.limit())
        .addHeader("X-RateLimit-Remaining", w.remaining())
        .addHeader("X-RateLimit-Reset", w.resetAt().toEpochMilli() / 1e3)
        .addHeader(
            "X-RateLimit-Reset-After",
            Math.max(0, Duration.between(Instant.now(), w.resetAt()).toMillis()) / 1e3));
    return response.build();
  }

  private static MockResponse rateLimit(Answer.Reply.RateLimit limit) {
    // Discord rounds up to whole seconds in the header.
    long seconds = Math.max(1, (limit.retryAfter().toMillis() + 999) / 1_000);
    MockResponse.Builder response = json(FakeRest.error(429, 0, "You are being rate limited."))
        .addHeader("Retry-After", seconds);
    return switch (limit.scope()) {
      case ROUTE -> response.addHeader("Via", "1.1 google").build();
      case GLOBAL ->
        response
            .addHeader("Via", "1.1 google")
            .addHeader("X-RateLimit-Global", true)
            .build();
      case ADDRESS ->
        response.setHeader("Content-Type", "text/html").body("error code: 1015").build();
    };
  }

  private static MockResponse.Builder json(FakeRest.Reply reply) {
    return new MockResponse.Builder()
        .code(reply.status())
        .addHeader("Content-Type", "application/json")
        .body(reply.body().toString());
  }
}

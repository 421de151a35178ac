package dev.guildhouse.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.landing.ParquetRows;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.time.Snowflake;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the collector misses it fetches by itself, and says so. */
@Tag("acceptance")
class CollectorGapIT {
  private static final String HISTORY = "GET /channels/" + ScriptedDay.TEXT + "/messages";

  @TempDir
  Path folder;

  private FakeDiscord discord;
  private Home home;

  @BeforeEach
  void discord() throws Exception {
    discord = FakeDiscord.start(InstantSource.system());
    discord.guild(ScriptedDay.GUILD, "house").describe(ScriptedDay::describe);
    discord.reading().channel(ScriptedDay.GUILD, ScriptedDay.TEXT, 0, 0);
    home = new Home(folder);
  }

  @AfterEach
  void close() {
    Collecting.endAll();
    discord.close();
  }

  @Test
  void whatWasWrittenWhileItWasDownIsFetchedAndTheMetricsTellHowFarItIs() throws Exception {
    try (Collector collector = start(Map.of())) {
      Collecting.until(() -> collector.guilds() == 1 && collector.guildsBehind() == 0);
    }
    assertThat(discord.requests()).doesNotContain(HISTORY);
    long missed = write("missed");
    discord.answer(HISTORY, Answer.rateLimited(Duration.ofMinutes(30), Answer.Scope.ROUTE));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> told = Map.of("GUILDHOUSE_COLLECTOR_PORT", Integer.toString(port));
    try (Collector collector = start(told)) {
      Collecting.until(() -> discord.isScriptPlayed() && collector.guilds() == 1);
      Collecting.until(
          () -> metrics(port).contains("guildhouse_rate_limit_wait_seconds_total 1800\n"));
      assertThat(metrics(port))
          .contains("guildhouse_rate_limits_total 1\n")
          .contains("guildhouse_catchup_guilds{shard=\"0\"} 1\n")
          .contains("guildhouse_catchup_guilds_reading{shard=\"0\"} 1\n");
    }
    try (Collector collector = start(told)) {
      Collecting.until(() -> collector.guilds() == 1 && collector.guildsBehind() == 0);
      assertThat(metrics(port))
          .contains("guildhouse_catchup_guilds{shard=\"0\"} 0\n")
          .contains("guildhouse_catchup_messages_total{shard=\"0\"} 1\n")
          .contains("guildhouse_catchup_channels_total{shard=\"0\",state=\"read\"} 1\n");
    }
    assertThat(landed(EventType.MESSAGE_CREATE))
        .extracting(row -> row.get("message_id"))
        .containsExactly(missed);
  }

  @Test
  void aResumedSessionFetchesNothingAndANewOneWhatTheGapHides() {
    long missed;
    try (Collector collector = start(Map.of())) {
      Collecting.until(() -> collector.guilds() == 1 && collector.guildsBehind() == 0);
      missed = write("missed");
      discord.failConnections();
      Collecting.until(() -> discord.resumes() == 1 && collector.isReady());
      assertThat(discord.requests()).doesNotContain(HISTORY);

      discord.invalidateSessions();
      Collecting.until(() -> discord.requests().contains(HISTORY));
      Collecting.until(() -> collector.guilds() == 1 && collector.guildsBehind() == 0);
    }
    assertThat(landed(EventType.MESSAGE_CREATE))
        .extracting(row -> row.get("message_id"))
        .containsExactly(missed);
  }

  @Test
  void itEndsAndLandsWhatWasTakenAlsoWhileDiscordLetsItWait() throws Exception {
    try (Collector collector = start(Map.of())) {
      Collecting.until(() -> collector.guilds() == 1 && collector.guildsBehind() == 0);
    }
    long missed = write("missed");
    discord.answer(HISTORY, Answer.rateLimited(Duration.ofMinutes(30), Answer.Scope.ROUTE));
    Collecting waiting = Collecting.start(folder, discord);
    Collecting.until(discord::isScriptPlayed);
    waiting.awaitGuilds(1);
    assertThat(waiting.terminate()).isEqualTo(143);
    assertThat(landed(EventType.COLLECTOR_END)).hasSize(2);
    assertThat(landed(EventType.MESSAGE_CREATE)).isEmpty();

    try (Collector collector = start(Map.of())) {
      Collecting.until(() -> collector.guilds() == 1 && collector.guildsBehind() == 0);
    }
    assertThat(landed(EventType.MESSAGE_CREATE))
        .extracting(row -> row.get("message_id"))
        .containsExactly(missed);
  }

  private long write(String text) {
    long id = Snowflake.of(Instant.now(), 7);
    discord.reading().write(ScriptedDay.TEXT, id, ScriptedDay.ANN, text);
    return id;
  }

  private static String metrics(int port) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private Collector start(Map<String, String> further) {
    Map<String, String> environment = new HashMap<>(Map.of(
        "GUILDHOUSE_DISCORD_TOKEN", discord.token(),
        "GUILDHOUSE_DISCORD_REST_URL", discord.restUrl(),
        "GUILDHOUSE_DISCORD_GATEWAY_URL", discord.gatewayUrl()));
    environment.putAll(further);
    return Collector.start(
        home.prepare(),
        Config.load(home.configuration(), environment),
        CollectorProcess.hurried(Duration.ofDays(1)),
        InstantSource.system());
  }

  private List<Map<String, Object>> landed(EventType type) {
    return ParquetRows.under(LandingLayout.of(home).events()).stream()
        .filter(row -> row.get("event_type").equals(type.code()))
        .toList();
  }
}

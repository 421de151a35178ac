package dev.guildhouse.collector.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.collector.landing.ParquetRows;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.SecretName;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorIT {
  private static final long MEMBERS = GatewayIntent.GUILD_MEMBERS.getRawValue();
  private static final long CONTENT = GatewayIntent.MESSAGE_CONTENT.getRawValue();
  private static final Duration LANDING = Duration.ofMillis(300);

  @TempDir
  Path folder;

  private FakeDiscord discord;
  private FakeGuild house;
  private Home home;

  @BeforeEach
  void discord() throws Exception {
    discord = FakeDiscord.start(InstantSource.system());
    house = discord.guild(ScriptedDay.GUILD, "house").describe(ScriptedDay::describe);
    home = new Home(folder);
  }

  @AfterEach
  void close() {
    discord.close();
  }

  @Test
  void aRefusedIntentIsLeftOutAndCoverageSaysSo() {
    discord.allowIntents(-1 & ~CONTENT & ~MEMBERS);
    try (Collector collector = start(Map.of())) {
      Collecting.until(() -> collector.guilds() == 1);
      assertThat(discord.askedIntents() & (CONTENT | MEMBERS)).isZero();
    }
    assertThat(landed(EventType.COLLECTOR_START))
        .singleElement()
        .satisfies(row -> assertThat(row.get("attributes"))
            .isEqualTo(Map.of(
                "families",
                "messages,reactions,threads,voice,guild,moderation",
                "refused_intents",
                "guild_members,message_content")));
  }

  @Test
  void aRefusalOfOneIntentCostsOnlyThatOne() {
    discord.allowIntents(-1 & ~CONTENT);
    try (Collector collector = start(Map.of())) {
      Collecting.until(() -> collector.guilds() == 1);
      assertThat(discord.askedIntents() & (CONTENT | MEMBERS)).isEqualTo(MEMBERS);
    }
  }

  @Test
  void onlyTheIntentsThatTheConfigurationNeedsAreAskedFor() {
    try (Collector collector = start(Map.of("GUILDHOUSE_COLLECTOR_FAMILIES", "[voice]"))) {
      Collecting.until(() -> collector.guilds() == 1);
    }
    assertThat(GatewayIntent.getIntents((int) discord.askedIntents()))
        .isEqualTo(Set.of(GatewayIntent.GUILD_VOICE_STATES));
  }

  /**
   * Among the long ones, since once in some ten runs JDA identifies a third time, or this waits in
   * vain; whether the half frame of the dead connection reaches the next one is not known yet.
   */
  @Test
  @Tag("long")
  void aGatewayThatDiesInTheMiddleOfAGuildIsTriedAgain() {
    discord.dieDuringGuildCreate(1);
    try (Collector collector = start(Map.of())) {
      Collecting.until(() -> collector.guilds() == 1);
    }
    assertThat(discord.identifies()).isEqualTo(2);
    assertThat(landed(EventType.COLLECTOR_START)).hasSize(1);
    assertThat(landed(EventType.COLLECTOR_GAP)).isEmpty();
  }

  @Test
  void whatCannotBeReadEndsNothing() {
    try (Collector collector = start(Map.of())) {
      Collecting.until(() -> collector.guilds() == 1);
      ScriptedDay day = new ScriptedDay(Instant.now(), user -> user);
      ScriptedDay.Step step = day.steps().get(0);
      discord.dispatchEvent(
          "MESSAGE_REACTION_REMOVE_ALL", step.data().deepCopy().put("message_id", "no number"));
      discord.dispatchEvent(step.type(), step.data());
      Collecting.until(() -> collector.taken() > 0 && discord.requestsForMembers() > 0);
      long before = collector.taken();
      discord.dispatchEvent(day.steps().get(1).type(), day.steps().get(1).data());
      Collecting.until(() -> collector.taken() > before);
    }
    assertThat(landed(EventType.MESSAGE_CREATE)).hasSize(2);
  }

  @Test
  void whatOnlyTheLibraryCannotReadIsTaken() {
    try (Collector collector = start(Map.of(), LANDING)) {
      Collecting.until(() -> collector.guilds() == 1 && collector.isReady());
      ScriptedDay.Step step =
          new ScriptedDay(Instant.now(), user -> user).steps().get(0);
      ObjectNode data = step.data().deepCopy();
      data.remove("mentions");
      discord.dispatchEvent(step.type(), data);
      Collecting.until(() -> landed(EventType.MESSAGE_CREATE).size() == 1);
    }
  }

  @Test
  void aGuildThatOnlyTheLibraryCannotReadIsWatched() {
    house.describe(guild ->
        guild.withArray("channels").forEach(channel -> ((ObjectNode) channel).remove("bitrate")));
    try (Collector collector = start(Map.of(), LANDING)) {
      Collecting.until(() -> collector.guilds() == 1);
      ScriptedDay.Step step =
          new ScriptedDay(Instant.now(), user -> user).steps().get(0);
      discord.dispatchEvent(step.type(), step.data());
      Collecting.until(() -> landed(EventType.MESSAGE_CREATE).size() == 1);
    }
  }

  @Test
  void aWrongTokenStopsItWithASentence() throws Exception {
    Map<String, String> wrong = Map.of("GUILDHOUSE_DISCORD_TOKEN", "wrong");
    try (Collector collector = start(wrong)) {
      assertThatThrownBy(collector::await)
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining("does not accept the token")
          .hasMessageNotContaining("wrong");
    }
  }

  @Test
  void aSecretThatIsLostStopsItWithAnAlarm() throws Exception {
    SecretStore secrets = SecretStore.of(home, Config.Master.NONE);
    try (Collector collector = start(Map.of())) {
      Collecting.until(() -> collector.guilds() == 1 && !secrets.live().isEmpty());
      Path lost = home.secrets().resolve("guild-" + ScriptedDay.GUILD + ".secret");
      Collecting.until(() -> Files.exists(lost));
      Files.move(lost, folder.resolve("kept"));
      assertThatThrownBy(collector::await)
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining("guild-" + ScriptedDay.GUILD + ": it is lost");
      Files.move(folder.resolve("kept"), lost);
    }
  }

  @Test
  void theSecretsOfTheNextMonthAreThereBeforeItBegins() {
    SecretStore secrets = SecretStore.of(home, Config.Master.NONE);
    YearMonth next = YearMonth.from(Instant.now().atZone(ZoneOffset.UTC)).plusMonths(1);
    try (Collector collector = start(Map.of("GUILDHOUSE_DEFAULTS_PRIVACY_MODE", "anonymous"))) {
      Collecting.until(() -> collector.guilds() == 1
          && secrets
              .live()
              .containsAll(List.of(
                  SecretName.ofMonth(ScriptedDay.GUILD, next),
                  SecretName.ofExports(ScriptedDay.GUILD, next))));
    }
    assertThat(secrets.live()).doesNotContain(SecretName.ofGuild(ScriptedDay.GUILD));
  }

  @Test
  void twoCollectorsOfOneShardCannotRunAtOnce() {
    try (Collector first = start(Map.of())) {
      assertThatThrownBy(() -> start(Map.of()))
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining("another collector holds");
      assertThat(first.taken()).isNotNegative();
    }
  }

  @Test
  void itTellsHowItIs() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (Collector collector = start(Map.of("GUILDHOUSE_COLLECTOR_PORT", Integer.toString(port)))) {
      Collecting.until(() -> collector.guilds() == 1 && collector.isReady());
      assertThat(get(port, "/health")).isEqualTo("200 ok\n");
      assertThat(get(port, "/ready")).isEqualTo("200 ready\n");
      assertThat(discord.askedCompression()).isEqualTo("zlib-stream");
      assertThat(get(port, "/nothing")).startsWith("404 ");
      Collecting.until(() -> collector.taken() >= 8);
      assertThat(get(port, "/metrics"))
          .contains("guildhouse_events_total{type=\"channel_update\"} 6\n")
          .contains("guildhouse_connected{shard=\"0\"} 1\n")
          .contains("guildhouse_guilds_watched{shard=\"0\"} 1\n")
          .contains("guildhouse_sessions_total 1\n");
    }
  }

  private static String get(int port, String path) throws Exception {
    HttpResponse<String> response = HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private Collector start(Map<String, String> further) {
    return start(further, Duration.ofDays(1));
  }

  private Collector start(Map<String, String> further, Duration landing) {
    Map<String, String> environment = new HashMap<>(Map.of(
        "GUILDHOUSE_DISCORD_TOKEN", discord.token(),
        "GUILDHOUSE_DISCORD_REST_URL", discord.restUrl(),
        "GUILDHOUSE_DISCORD_GATEWAY_URL", discord.gatewayUrl()));
    environment.putAll(further);
    Config config = Config.load(home.configuration(), environment);
    return Collector.start(
        home.prepare(), config, CollectorProcess.hurried(landing), InstantSource.system());
  }

  private List<Map<String, Object>> landed(EventType type) {
    return ParquetRows.under(LandingLayout.of(home).events()).stream()
        .filter(row -> row.get("event_type").equals(type.code()))
        .toList();
  }
}

package dev.guildhouse.collector.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeFile;
import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscordConnectionIT {
  private static final long CHANNEL = 99;
  private static final String POSTS = "POST /channels/99/messages";
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  @TempDir
  private Path folder;

  private Instant now = NOW;
  private FakeDiscord discord;

  @BeforeEach
  void start() throws Exception {
    discord = FakeDiscord.start(() -> now);
    discord.guild(8, "A guild").channel(CHANNEL, "reports");
  }

  @AfterEach
  void stop() {
    assertThat(discord.missedRoutes()).isEmpty();
    discord.close();
  }

  @Test
  void postsEmbedAndFilesThatMentionNobody() throws Exception {
    PostedMessage posted;
    try (DiscordConnection connection = open()) {
      posted = connection.post(post("1", file("chart.png", "picture"), file("rows.csv", "1,2")));
    }
    FakeMessage message = only();
    assertThat(posted)
        .isEqualTo(new PostedMessage(message.id(), "report 1", List.of("chart.png", "rows.csv")));
    assertThat(message.embed().path("title").asText()).isEqualTo("Title");
    assertThat(message.nonce()).isEqualTo("1");
    assertThat(message.payload().path("enforce_nonce").asBoolean()).isTrue();
    assertThat(message.payload().path("allowed_mentions").path("parse")).isEmpty();
    assertThat(message.files())
        .extracting(FakeFile::name, FakeFile::content)
        .containsExactly(
            tuple("chart.png", ByteString.encodeUtf8("picture")),
            tuple("rows.csv", ByteString.encodeUtf8("1,2")));
  }

  @Test
  void fileThatTheEmbedShowsCountsAsPosted() throws Exception {
    MessageEmbed embed = new EmbedBuilder().setImage("attachment://chart.png").build();
    Path chart = file("chart.png", "picture");
    Path rows = file("rows.csv", "1,2");
    try (DiscordConnection connection = open()) {
      PostedMessage posted = connection.post(new Post(
          CHANNEL, embed, List.of(PostFile.of(chart), PostFile.of(rows)), List.of(), null, "1"));
      assertThat(posted.fileNames()).containsExactly("chart.png", "rows.csv");
    }
  }

  @Test
  void repeatOfANonceYieldsTheMessageThatStands() throws Exception {
    try (DiscordConnection connection = open()) {
      PostedMessage first = connection.post(post("1"));
      assertThat(connection.post(post("1"))).isEqualTo(first);
      now = NOW.plus(Duration.ofMinutes(10));
      assertThat(connection.post(post("1"))).isNotEqualTo(first);
    }
  }

  @Test
  void waitsOutRateLimits() throws Exception {
    discord.answer(
        POSTS,
        Answer.rateLimited(Duration.ofMillis(1), Answer.Scope.ROUTE),
        Answer.rateLimited(Duration.ofMillis(1), Answer.Scope.ADDRESS));
    try (DiscordConnection connection = open()) {
      connection.post(post("1"));
    }
    assertThat(only().footer()).isEqualTo("report 1");
    assertThat(discord.requests().stream().filter(POSTS::equals)).hasSize(3);
  }

  @Test
  void triesAgainWhenAProxyLosesTheAnswer() throws Exception {
    discord.answer(POSTS, Answer.doneButFails(502));
    try (DiscordConnection connection = open()) {
      connection.post(post("1", file("rows.csv", "1,2")));
    }
    assertThat(only().fileNames()).containsExactly("rows.csv");
  }

  @Test
  void tellsFailuresApart() throws Exception {
    discord.answer(
        POSTS,
        Answer.refuse(500, 0, "Internal"),
        Answer.refuse(413, 40005, "Request entity too large"),
        Answer.refuse(403, 50013, "Missing Permissions"),
        Answer.refuse(403, 50001, "Missing Access"),
        Answer.refuse(404, 10003, "Unknown Channel"),
        Answer.refuse(400, 50035, "Invalid Form Body"),
        Answer.doneThenDropped());
    try (DiscordConnection connection = open()) {
      assertThat(failure(connection)).isEqualTo("UNKNOWN ServerError");
      assertThat(failure(connection)).isEqualTo("TOO_LARGE TooLarge");
      assertThat(failure(connection)).isEqualTo("REFUSED MissingPermission");
      assertThat(failure(connection)).isEqualTo("REFUSED MissingPermission");
      assertThat(failure(connection)).isEqualTo("REFUSED UnknownChannel");
      assertThat(failure(connection)).isEqualTo("REFUSED Refused");
    }
    assertThat(discord.messages(CHANNEL)).isEmpty();
    try (DiscordConnection connection = open()) {
      // On a connection that was used before, the client sends again by itself; the nonce helps.
      connection.post(post("1"));
    }
    assertThat(only().footer()).isEqualTo("report 1");
    assertThat(discord.isScriptPlayed()).isTrue();
  }

  /** By its footer, because nonces live minutes. */
  @Test
  void directMessageThatStandsIsNotSentAgain() throws Exception {
    long person = 310_000_000_000_000_041L;
    Instant since = now.minusSeconds(60);
    try (DiscordConnection connection = open()) {
      assertThat(connection.tell(person, embed("7"), "1", null)).isTrue();
      assertThat(connection.tell(person, embed("7"), "2", since)).isTrue();
      assertThat(discord.messages(person)).hasSize(1);
      assertThat(connection.tell(person, embed("8"), "3", since)).isTrue();
      assertThat(discord.messages(person)).hasSize(2);
      assertThat(
              discord.messages(person).get(0).payload().path("allowed_mentions").path("parse"))
          .isEmpty();
      discord.answer(
          "POST /channels/" + person + "/messages",
          Answer.refuse(403, 50007, "Cannot send messages to this user"),
          Answer.refuse(403, 50278, "Cannot send messages due to having no mutual guilds"));
      assertThat(connection.tell(person, embed("9"), "4", null)).isFalse();
      assertThat(connection.tell(person, embed("9"), "5", null)).isFalse();
    }
  }

  @Test
  void namesThePermissionThatIsMissing() throws Exception {
    discord.guild(9, "Another guild", FakeGuild.POSTING & ~(1L << 11)).channel(98, "read only");
    try (DiscordConnection connection = open()) {
      assertThatThrownBy(
              () -> connection.post(new Post(98, embed("1"), List.of(), List.of(), null, "1")))
          .isInstanceOf(PostFailure.class)
          .hasMessageContaining("lacks the permission \"Send Messages");
      assertThatThrownBy(
              () -> connection.post(new Post(4711, embed("1"), List.of(), List.of(), null, "1")))
          .isInstanceOf(PostFailure.class)
          .hasMessageContaining("channel 4711 does not exist");
    }
  }

  @Test
  void opensAThreadOnceAndNamesThePermissionThatIsMissing() throws Exception {
    discord.guild(9, "Another guild", FakeGuild.POSTING & ~(1L << 35)).channel(98, "no threads");
    try (DiscordConnection connection = open()) {
      long message = connection.post(post("1")).id();
      connection.openThread(CHANNEL, message, "Answers");
      connection.openThread(CHANNEL, message, "Answers again");
      assertThat(discord.threads()).containsExactly(Map.entry(message, "Answers"));
      assertThatThrownBy(() -> connection.openThread(CHANNEL, 4711, "Answers"))
          .isInstanceOf(PostFailure.class)
          .hasMessageContaining("Unknown Message");
      assertThatThrownBy(() -> connection.openThread(98, message, "Answers"))
          .isInstanceOf(PostFailure.class)
          .hasMessageContaining("lacks the permission \"Create Public Threads");
    }
  }

  @Test
  void findsItsOwnMessagesAmongMany() throws Exception {
    try (DiscordConnection connection = open()) {
      connection.post(post("old"));
      now = now.plusSeconds(60);
      connection.post(post("1"));
      for (int i = 0; i < 230; i++) {
        now = now.plusSeconds(1);
        discord.write(CHANNEL, 5, JsonNodeFactory.instance.objectNode().put("content", "report 1"));
      }
      connection.post(post("2", file("rows.csv", "1,2")));

      assertThat(connection.ownMessages(CHANNEL, NOW.plusSeconds(30)))
          .extracting(PostedMessage::footer, PostedMessage::fileNames)
          .containsExactly(tuple("report 2", List.of("rows.csv")), tuple("report 1", List.of()));
    }
  }

  @Test
  void goesOnPostingOverReconnects() throws Exception {
    try (DiscordConnection connection = open()) {
      discord.askToReconnect();
      until(() -> discord.resumes() == 1);
      connection.post(post("1"));
      discord.failConnections();
      until(() -> discord.resumes() == 2);
      connection.post(post("2"));
    }
    assertThat(discord.identifies()).isEqualTo(1);
    assertThat(discord.messages(CHANNEL)).hasSize(2);
  }

  /** Slow, because Discord wants 5 s between two sessions. */
  @Test
  @Tag("acceptance")
  void identifiesAnewWhenItsSessionIsInvalid() throws Exception {
    try (DiscordConnection connection = open()) {
      discord.invalidateSessions();
      until(() -> discord.identifies() == 2);
      until(() -> !failure(connection).equals("LATER ChannelNotListed"));
    }
    assertThat(only().footer()).isEqualTo("report 1");
  }

  @Test
  void wrongTokenIsNamed() {
    assertThatThrownBy(() -> DiscordConnection.open(settings("another-token")))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot log in to Discord: it does not accept the token")
        .hasMessageNotContaining("another-token");
  }

  @Test
  void gatewayThatClosesForGoodIsNamed() {
    discord.allowIntents(0);
    assertThatThrownBy(this::open)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("closed the connection for good");
  }

  private String failure(DiscordConnection connection) {
    try {
      connection.post(post("1"));
      return "none";
    } catch (PostFailure e) {
      return e.kind() + " " + e.type();
    }
  }

  private DiscordConnection open() {
    return DiscordConnection.open(settings(discord.token()));
  }

  private Config.Discord settings(String token) {
    return new Config.Discord(
        new Secret(token), URI.create(discord.restUrl()), URI.create(discord.gatewayUrl()));
  }

  private FakeMessage only() {
    assertThat(discord.messages(CHANNEL)).hasSize(1);
    return discord.messages(CHANNEL).get(0);
  }

  private static MessageEmbed embed(String id) {
    return new EmbedBuilder().setTitle("Title").setFooter("report " + id).build();
  }

  private static Post post(String id, Path... files) {
    return new Post(
        CHANNEL, embed(id), Stream.of(files).map(PostFile::of).toList(), List.of(), null, id);
  }

  private Path file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }

  private static void until(BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
  }
}

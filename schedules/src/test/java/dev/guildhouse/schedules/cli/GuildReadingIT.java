package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeReading;
import dev.guildhouse.collector.reading.ReadProgress;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches history of the fake Discord and recounts it, as a person would on the command line. */
class GuildReadingIT {
  private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");
  private static final long ANN = 123_456_789_012_345_678L;
  private static final long CHANNEL = Snowflake.of(Instant.parse("2026-01-01T00:00:00Z"), 0);

  @TempDir
  private Path home;

  private FakeDiscord discord;
  private FakeReading reading;

  @BeforeEach
  void start() throws IOException {
    discord = FakeDiscord.start(() -> NOW);
    reading = discord.reading();
    reading.channel(700, CHANNEL, 0, 0);
    reading.channel(700, CHANNEL + 1, 0, 0);
    reading.hide(CHANNEL + 1);
  }

  @AfterEach
  void stop() {
    discord.close();
  }

  @Test
  void historyThenReconcileLandWhatDiscordShowsAndNameNobody() throws Exception {
    long first = id(Duration.ofDays(5));
    long deleted = id(Duration.ofHours(30));
    reading.write(CHANNEL, first, ANN, "a most unusual sentence");
    reading.write(CHANNEL, deleted, ANN, "another");
    CommandRun history = run("collect", "history", "--guild", "700", "--days", "7", "--json");
    assertThat(history.exitCode()).as(history.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(history.out());
    assertThat(answer.path("messages").asInt()).isEqualTo(2);
    assertThat(answer.path("landing_files").asInt()).isEqualTo(1);
    assertThat(answer.at("/not_read/0/channel_id").asText()).isEqualTo(Long.toString(CHANNEL + 1));
    assertThat(answer.at("/not_read/0/state").asText()).isEqualTo("no_access");

    reading.delete(CHANNEL, deleted);
    reading.write(CHANNEL, id(Duration.ofHours(20)), ANN, "missed");
    CommandRun recount = run("collect", "reconcile", "--guild", "700", "--days", "2");
    assertThat(recount.exitCode()).as(recount.err()).isZero();
    assertThat(recount.out())
        .containsPattern("missed +1\n")
        .containsPattern("deleted +1\n")
        .contains("2026-03-08");
    assertThat(landed()).hasSize(2);
    assertThat(contents())
        .noneMatch(text -> text.contains(Long.toString(ANN)) || text.contains("unusual"));
    assertThat(discord.identifies()).as("logins").isZero();
  }

  @Test
  void withoutAGuildAllThatAreWatchedAreRecountedAndOneThatFailsStopsNoOther() throws Exception {
    CommandRun none = run("collect", "reconcile");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("the collector has watched none in this home", "--guild");

    Path checkpoints = Files.createDirectories(home.resolve("collector/live"));
    Files.writeString(checkpoints.resolve("700.json"), "{}");
    Files.writeString(checkpoints.resolve("699.json"), "{}");
    reading.write(CHANNEL, id(Duration.ofHours(20)), ANN, "missed");
    discord.answer("GET /guilds/699/channels", Answer.refuse(404, 10004, "Unknown Guild"));
    CommandRun recount = run("--json", "collect", "reconcile");

    assertThat(recount.exitCode()).isEqualTo(1);
    assertThat(recount.err()).contains("Cannot list the channels of guild 699");
    JsonNode answer = new ObjectMapper().readTree(recount.out());
    assertThat(answer.at("/guilds/0/guild_id").asText()).isEqualTo("700");
    assertThat(answer.at("/guilds/0/missed").asInt()).isEqualTo(1);
    assertThat(answer.at("/guilds")).hasSize(1);
  }

  @Test
  void aDepthThatIsNoneAndDaysThatHaveGoneAreWrongCalls() {
    CommandRun depth = run("collect", "history", "--guild", "700", "--days", "8");
    assertThat(depth.exitCode()).isEqualTo(2);
    assertThat(depth.err()).contains("give 7, 14, 30 or all");
    CommandRun days = run("collect", "reconcile", "--guild", "700", "--days", "9");
    assertThat(days.exitCode()).isEqualTo(2);
    assertThat(days.err()).contains("landing keeps files for 3 days");
  }

  @Test
  void theLineOfProgressTellsHowLongItTakes() {
    assertThat(GuildReading.Lines.line(new ReadProgress(3, 40, 1_200, 0.1, Duration.ofSeconds(12))))
        .isEqualTo("Reading: 3 of 40 channels, 1,200 messages, 100/s, about 108 s left");
  }

  private CommandRun run(String... arguments) {
    return CommandRun.at(home, NOW)
        .with("GUILDHOUSE_DISCORD_TOKEN", discord.token())
        .with("GUILDHOUSE_DISCORD_REST_URL", discord.restUrl())
        .of(arguments);
  }

  private static long id(Duration ago) {
    return Snowflake.of(NOW.minus(ago), 0);
  }

  private List<Path> landed() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("landing/events"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Every file of the home byte by byte. */
  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> {
            try {
              return Files.readString(file, StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .toList();
    }
  }
}

package dev.guildhouse.schedules.commands.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.collector.fake.FakeInteractions.Person;
import dev.guildhouse.schedules.cli.CommandHome;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schedules.work.JobContext;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.jspecify.annotations.Nullable;

/** A simulated guild with a week of tables, on a fake Discord that answers its commands. */
final class CommandGuild implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");
  static final long MODERATORS = 88;
  static final long LOUNGE = 77;
  static final long ELSEWHERE = 66;

  /** Where the moderators of the other guild are among themselves. */
  static final long DESK = 67;

  /** Here the bot may not attach files. */
  static final long NO_FILES = 55;

  private static final long POSTING = FakeGuild.POSTING;
  private static final long MANAGE = 1L << 5;
  private static final long MODERATOR_ROLE = 5001;
  private static final long ADMIN_ROLE = 5002;

  static final Person MEMBER = new Person(310_000_000_000_000_031L, List.of(), POSTING);
  static final Person MODERATOR =
      new Person(310_000_000_000_000_032L, List.of(MODERATOR_ROLE), POSTING);
  static final Person ADMIN =
      new Person(310_000_000_000_000_033L, List.of(ADMIN_ROLE), POSTING | MANAGE);

  private static final String TOP_CONTENT = "top_content: {channel: " + LOUNGE + "}";

  /** Members of whom something is known beside what was simulated. */
  static final long KNOWN = 310_000_000_000_000_041L;

  /** Days in a row, up to the last that is folded, on which the first of them wrote. */
  static final int KNOWN_STREAK = 8;

  static final long SHY = 310_000_000_000_000_042L;

  /** A thread in the lounge in which the first of them and another one answered. */
  static final long THREAD = Snowflake.of(Instant.parse("2026-02-23T07:00:00Z"), 1);

  /** The better answer: six others reacted to it, and whoever wrote it. */
  static final long ANSWER = Snowflake.of(Instant.parse("2026-02-24T09:30:00Z"), 1);

  static final long OTHER_ANSWER = Snowflake.of(Instant.parse("2026-02-24T09:20:00Z"), 1);

  /** What time it is for commands and schedules; a test may move it. */
  volatile Instant now = NOW;

  final FakeDiscord discord;
  final FakeGuild guild;
  final FakeGuild other;
  final OperationsDatabase database;
  final Home home;
  final Config config;
  private final DiscordCommands commands;

  /**
   * Two guilds with tables of the same weeks.
   *
   * @param home where they stand, for all tests of this process
   * @param channel one of the first guild, by id
   * @param otherChannel one of the other guild, by id
   */
  record Filled(Path home, long guild, long other, String channel, long otherChannel) {}

  private static @Nullable Filled filledOnce;

  /** A home with two weeks of two guilds. */
  static synchronized Filled filled() throws IOException {
    if (filledOnce == null) {
      filledOnce = fill(Files.createTempDirectory("guildhouse-commands"));
    }
    return filledOnce;
  }

  private static Filled fill(Path home) throws IOException {
    CommandHome filled = CommandHome.at(home, NOW);
    ObjectMapper json = new ObjectMapper();
    JsonNode simulated = json.readTree(
        filled.run("simulate --guilds 2 --members 40 --channels 4 --days 14 --events-per-day 300"
            + " --from 2026-02-16 --json"));
    Path known = home.resolve("known.jsonl");
    Files.write(known, known(simulated.path("guild_ids")));
    filled.run("import " + known);
    Files.delete(known);
    filled.run("backfill --from 2026-02-16 --to 2026-03-02 --json");
    List<JsonNode> channels = new ArrayList<>();
    for (String line : filled
        .run("export channels --from 2026-02-01 --to 2026-03-02 --format json --out -")
        .lines()
        .toList()) {
      channels.add(json.readTree(line));
    }
    long guild = channels.get(0).get("guild_id").asLong();
    JsonNode foreign = channels.stream()
        .filter(channel -> channel.get("guild_id").asLong() != guild)
        .findFirst()
        .orElseThrow();
    return new Filled(
        home,
        guild,
        foreign.get("guild_id").asLong(),
        channels.get(0).get("channel_id").asText(),
        foreign.get("channel_id").asLong());
  }

  CommandGuild(Filled filled, Engine engine, Gatekeeper gatekeeper) throws IOException {
    this(filled, engine, gatekeeper, OpenAnswers.LIFE);
  }

  CommandGuild(Filled filled, Engine engine, Gatekeeper gatekeeper, Duration controls)
      throws IOException {
    this(filled, engine, gatekeeper, controls, TOP_CONTENT, Map.of());
  }

  /**
   * The same with other drafts.
   *
   * @param drafts the kinds that are configured, in YAML
   * @param more settings by the environment
   */
  CommandGuild(
      Filled filled,
      Engine engine,
      Gatekeeper gatekeeper,
      Duration controls,
      String drafts,
      Map<String, String> more)
      throws IOException {
    long guildId = filled.guild();
    InstantSource clock = () -> now;
    discord = FakeDiscord.start(InstantSource.system());
    guild = discord
        .guild(guildId, "A @everyone **guild**")
        .channel(MODERATORS, "moderators")
        .channel(LOUNGE, "lounge")
        .channel(NO_FILES, "no-files")
        .describe(json -> {
          role(json.withArray("roles"), MODERATOR_ROLE, 0);
          role(json.withArray("roles"), ADMIN_ROLE, MANAGE);
          deny(json, NO_FILES, 1L << 15);
        });
    other = discord
        .guild(filled.other(), "Another guild")
        .channel(ELSEWHERE, "elsewhere")
        .channel(DESK, "desk");
    home = new Home(filled.home());
    Map<String, String> environment = new HashMap<>(Map.of(
        "GUILDHOUSE_SPARK_MASTER", "local[2]",
        "GUILDHOUSE_DISCORD_TOKEN", discord.token(),
        "GUILDHOUSE_DISCORD_REST_URL", discord.restUrl(),
        "GUILDHOUSE_DISCORD_GATEWAY_URL", discord.gatewayUrl(),
        "GUILDHOUSE_GUILDS",
            "[{id: " + guildId + ", moderators: {roles: [" + MODERATOR_ROLE + "], channels: ["
                + MODERATORS + "]}, drafts: {channel: " + MODERATORS
                + ", kinds: {" + drafts + "}}}, {id: " + filled.other()
                + ", moderators: {channels: [" + DESK + "]}}]"));
    environment.putAll(more);
    config = Config.load(home.configuration(), environment);
    database = engine.open(clock);
    WarehouseSession session = TestWarehouse.of(home);
    Supplier<WarehouseSession> guarded = () -> {
      gatekeeper.pass();
      return session;
    };
    commands = DiscordCommands.open(
        new Office(home, config, clock, database, RunTrigger.DISCORD, guarded), controls);
    while (discord.interactions().offered().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** Two people whose ids are known join, and get a reward each, in both guilds. */
  private static List<String> known(JsonNode guilds) {
    List<String> lines = new ArrayList<>();
    for (JsonNode guild : guilds) {
      for (long user : List.of(KNOWN, SHY)) {
        String head = "{\"guild_id\": \"" + guild.asText() + "\", \"user_id\": \"" + user + "\", ";
        lines.add(head + "\"event_type\": \"member_join\", \"event_at\": \"2026-02-20T10:00:00Z\","
            + " \"session_id\": 1, \"sequence\": " + user % 100 + "}");
        lines.add(head + "\"event_type\": \"reward_grant\", \"event_at\": \"2026-02-24T10:00:00Z\","
            + " \"subject_id\": \"" + user % 100 + "\", \"amount\": \"2.5\","
            + " \"reward_trigger\": \"known\", \"reward_status\": \"completed\"}");
      }
      // One of them writes on every day of the last week and the one before, and so has a streak.
      for (int day = 0; day < KNOWN_STREAK; day++) {
        Instant at = Instant.parse("2026-03-01T09:00:00Z").minus(Duration.ofDays(day));
        lines.add("{\"guild_id\": \"" + guild.asText() + "\", \"user_id\": \"" + KNOWN
            + "\", \"event_type\": \"message_create\", \"message_id\": \"" + Snowflake.of(at, 7)
            + "\", \"channel_id\": \"" + LOUNGE + "\"}");
      }
      String inThread = "{\"guild_id\": \"" + guild.asText() + "\", \"channel_id\": \"" + LOUNGE
          + "\", \"thread_id\": \"" + THREAD + "\", \"user_id\": \"";
      Map.of(ANSWER, KNOWN, OTHER_ANSWER, KNOWN + 2)
          .forEach((answer, author) -> lines.add(inThread + author
              + "\", \"event_type\": \"message_create\", \"message_id\": \"" + answer + "\"}"));
      for (long other = 0; other <= 6; other++) {
        long reactor = other == 6 ? KNOWN : KNOWN + 10 + other;
        lines.add(inThread + reactor + "\", \"event_type\": \"reaction_add\", \"message_id\": \""
            + ANSWER + "\", \"target_user_id\": \"" + KNOWN + "\", \"emoji\": \"👍\", \"event_at\":"
            + " \"2026-02-25T10:00:00Z\", \"session_id\": 2, \"sequence\": " + other + "}");
      }
    }
    return lines;
  }

  /** Lets work with tables begin. */
  @FunctionalInterface
  interface Gatekeeper {
    void pass();
  }

  private static void role(JsonNode roles, long id, long permissions) {
    ((ArrayNode) roles)
        .addObject()
        .put("id", Long.toString(id))
        .put("name", "role " + id)
        .put("position", 1)
        .put("permissions", Long.toString(permissions))
        .putObject("colors")
        .put("primary_color", 0);
  }

  private static void deny(JsonNode guild, long channelId, long permissions) {
    for (JsonNode channel : guild.path("channels")) {
      if (channel.path("id").asLong() == channelId) {
        channel
            .<ArrayNode>withArray("permission_overwrites")
            .addObject()
            .put("id", guild.path("id").asText())
            .put("type", 0)
            .put("allow", "0")
            .put("deny", Long.toString(permissions));
      }
    }
  }

  /** What the schedules of the same process work with. */
  JobContext work() {
    return new JobContext(
        home,
        config,
        () -> now,
        database,
        () -> TestWarehouse.of(home),
        RunTrigger.SCHEDULE,
        Duration.ZERO);
  }

  FakeInteraction give(Person person, long channel, String name, Map<String, String> options) {
    return discord.interactions().command(guild, channel, person, name, options);
  }

  FakeInteraction give(Person person, long channel, String name) {
    return give(person, channel, name, Map.of());
  }

  /** Everything that stands in an answer, as one text. */
  static String text(FakeInteraction interaction) {
    return interaction.answer().payload().toString();
  }

  /** The files of the home that hold a word. */
  List<Path> onDisk(String word) throws IOException {
    try (Stream<Path> files = Files.walk(home.root())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> holds(file, word))
          .toList();
    }
  }

  private static boolean holds(Path file, String word) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void close() {
    commands.close();
    database.close();
    // The next database knows nothing of these, and its worker would queue them as forgotten ones.
    FileUtil.fullyDelete(home.reports().toFile());
    assertThat(discord.missedRoutes()).isEmpty();
    discord.close();
  }
}

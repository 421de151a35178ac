package dev.guildhouse.schedules.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.fake.FakeDiscord;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom drafts and their direct messages reach, with a Discord whose clock is a minute behind. */
class NamedDraftsIT {
  private static final long CHANNEL = 99;
  private static final long ANN = 310_000_000_000_000_041L;
  private static final long BOB = 310_000_000_000_000_042L;
  private static final long GONE = 310_000_000_000_000_043L;
  private static final long EVE = 310_000_000_000_000_044L;

  @TempDir
  private Path folder;

  private final TestClock clock = new TestClock();
  private Home home;
  private OperationsDatabase database;
  private Deliveries deliveries;
  private FakeDiscord discord;

  @BeforeEach
  void start() throws Exception {
    home = new Home(folder);
    database = Engine.H2.open(clock);
    deliveries = new Deliveries(database, Duration.ofMinutes(10));
    discord = FakeDiscord.start(() -> clock.instant().minusSeconds(60));
    discord.guild(WrittenReport.GUILD, "A guild").channel(CHANNEL, "reports");
  }

  @AfterEach
  void stop() {
    assertThat(discord.missedRoutes()).isEmpty();
    assertThat(discord.isScriptPlayed()).isTrue();
    discord.close();
    database.close();
  }

  @Test
  void eachLearnerIsReachedOnceThoughOneFailsAndOneIsGone() throws Exception {
    queuePlans();
    discord.answer("POST /channels/" + ANN + "/messages", Answer.refuse(500, 0, "Internal"));
    discord.answer(
        "POST /channels/" + GONE + "/messages", Answer.refuse(403, 50278, "No mutual guilds"));
    assertThat(drain("pseudonymous").failed()).isEqualTo(1);
    assertThat(discord.messages(ANN)).isEmpty();
    assertReachedOnce(BOB);
    assertReachedOnce(EVE);
    assertThat(subscribers().of(WrittenReport.GUILD)).containsOnlyKeys(ANN, BOB, EVE);

    clock.advance(Duration.ofHours(1));
    assertThat(drain("pseudonymous").delivered()).isEqualTo(1);
    assertReachedOnce(ANN);
    assertReachedOnce(BOB);
    assertReachedOnce(EVE);
    assertThat(discord.messages(GONE)).isEmpty();
    assertThat(discord.messages(CHANNEL)).hasSize(1);
  }

  @Test
  void nobodyIsWrittenToOnceTheGuildIsAnonymous() throws Exception {
    queuePlans();
    assertThat(drain("anonymous").delivered()).isEqualTo(1);
    for (long learner : List.of(ANN, BOB, GONE, EVE)) {
      assertThat(discord.messages(learner)).isEmpty();
    }
  }

  @Test
  void membersAreListedOnceForAllDrafts() throws Exception {
    discord.reading().member(WrittenReport.GUILD, ANN, "Ann");
    for (int revision = 1; revision <= 2; revision++) {
      String line = "{\"user_id\":\"" + pseudonym(ANN) + "\"}\n";
      queue(new WrittenReport(home.reports(), clock.instant())
          .of(WrittenReport.GUILD, "draft-streaks", WrittenReport.WEEK)
          .revision(revision)
          .file("rewards.jsonl", line.getBytes(UTF_8))
          .write());
    }
    assertThat(drain("pseudonymous").delivered()).isEqualTo(2);
    assertThat(discord.messages(CHANNEL))
        .hasSize(2)
        .allSatisfy(draft -> assertThat(draft
                .files()
                .get(draft.fileNames().indexOf("rewards.jsonl"))
                .content()
                .utf8())
            .contains("\"" + ANN + "\""));
    assertThat(discord.requests())
        .filteredOn(asked -> asked.startsWith("GET /guilds/" + WrittenReport.GUILD + "/members"))
        .hasSize(1);
  }

  /** An approved post with a plan for each of the four. */
  private void queuePlans() throws Exception {
    ReportFolder post = new WrittenReport(home.reports(), clock.instant())
        .of(WrittenReport.GUILD, "approved-practice_plan", WrittenReport.WEEK)
        .write();
    Map<String, List<String>> plans = new TreeMap<>();
    for (long learner : List.of(ANN, BOB, GONE, EVE)) {
      subscribers().add(WrittenReport.GUILD, learner, clock.instant());
      plans.put(pseudonym(learner), List.of("Plan of " + learner));
    }
    Files.writeString(post.file("direct.json"), ReportJson.write(plans));
    queue(post);
  }

  private void queue(ReportFolder report) {
    deliveries.enqueue(NewDelivery.of(home.reports(), report).get(0));
  }

  private String pseudonym(long user) {
    GuildSecrets secrets = new GuildSecrets(store());
    long key =
        MemberKeys.under(secrets.ofGuild(WrittenReport.GUILD)).key(WrittenReport.GUILD, user);
    YearMonth month = YearMonth.from(WrittenReport.WEEK.from());
    return new ExportPseudonyms(secrets).of(WrittenReport.GUILD, month, key);
  }

  private Subscribers subscribers() {
    return new Subscribers(store());
  }

  private SecretStore store() {
    return SecretStore.of(home, Config.Master.NONE);
  }

  private void assertReachedOnce(long learner) {
    assertThat(discord.messages(learner)).hasSize(1);
    FakeMessage message = discord.messages(learner).get(0);
    assertThat(message.embed().toString()).contains("Plan of " + learner);
    assertThat(message.nonce()).hasSizeLessThanOrEqualTo(25);
  }

  /** Posts what is due, in one of the privacy modes. */
  private DeliverySummary drain(String mode) {
    Config config = Config.load(
        folder.resolve("none.yaml"),
        Map.of(
            "GUILDHOUSE_GUILDS",
            "[{id: " + WrittenReport.GUILD + ", privacy: {mode: " + mode
                + "}, moderators: {channels: [" + CHANNEL + "]}}]",
            "GUILDHOUSE_DISCORD_TOKEN",
            discord.token(),
            "GUILDHOUSE_DISCORD_REST_URL",
            discord.restUrl(),
            "GUILDHOUSE_DISCORD_GATEWAY_URL",
            discord.gatewayUrl()));
    try (DeliveryWorker worker = new DeliveryWorker(
        deliveries,
        home.reports(),
        config.delivery(),
        () -> DiscordConnection.open(config.discord()),
        clock,
        duration -> false,
        new NamedDrafts(home, config, clock))) {
      return worker.drain(Duration.ZERO);
    }
  }
}

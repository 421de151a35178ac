package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.ADMIN;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.LOUNGE;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MEMBER;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATOR;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.collector.fake.FakeInteraction.Acknowledgement;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.cli.CommandHome;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.drafts.Drafts;
import dev.guildhouse.schedules.operations.drafts.Drafts.NewDraft;
import dev.guildhouse.schedules.operations.kpis.KpiTargets;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.privacy.Erasures;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.identity.GuildPeople.Verdict;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command over the wire: who may give it, what comes back, and who sees it. */
@Tag("acceptance")
@ParameterizedClass
@EnumSource(Engine.class)
class DiscordCommandsIT {
  private static final String DRAFT = "d0d0d0d0d0d0d0d0";

  /** What some commands need to make sense. */
  private static final Map<String, Map<String, String>> NEEDED = Map.of(
      "activity analyze member", Map.of("member", "310000000000000031"),
      "kpi set", Map.of("metric", "dau", "target", "10"),
      "kpi remove", Map.of("id", "daily_active_users"),
      "reports schedule", Map.of("type", "weekly_community", "channel", "77"),
      "reports cancel", Map.of("type", "weekly_community", "channel", "77"),
      "drafts approve", Map.of("draft", DRAFT),
      "drafts refuse", Map.of("draft", DRAFT),
      "practice-plan", Map.of("what", "stop"),
      "export", Map.of("type", "guild_daily"));

  private static CommandGuild.Filled filled;

  @Parameter
  private Engine engine;

  private CommandGuild at;

  @BeforeAll
  static void fill() throws IOException {
    filled = CommandGuild.filled();
  }

  @BeforeEach
  void logIn() throws IOException {
    at = new CommandGuild(filled, engine, () -> {});
    enterExpiredDraft();
  }

  private void enterExpiredDraft() {
    DayRange week = new DayRange(LocalDate.of(2026, 2, 23), LocalDate.of(2026, 3, 2));
    NewDelivery draft =
        new NewDelivery(DRAFT, filled.guild(), "draft-top_content", week, 1, MODERATORS, "none");
    new Drafts(at.database, filled.guild())
        .enter(new NewDraft("top_content", week, draft, draft, Map.of(), null, CommandGuild.NOW));
  }

  @AfterEach
  void logOut() {
    at.close();
  }

  private static Map<String, String> needed(String name) {
    return name.equals("activity analyze channel")
        ? Map.of("channel", filled.channel())
        : NEEDED.getOrDefault(name, Map.of());
  }

  /** The names of all commands that Discord was given. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    at.discord.interactions().offered().forEach(command -> leaves(command, "", names));
    return names;
  }

  private static void leaves(JsonNode node, String before, List<String> names) {
    String name = before + node.path("name").asText();
    List<JsonNode> inner = StreamSupport.stream(node.path("options").spliterator(), false)
        .filter(option -> option.path("type").asInt() <= 2)
        .toList();
    if (inner.isEmpty()) {
      names.add(name);
    }
    inner.forEach(option -> leaves(option, name + " ", names));
  }

  @Test
  void everyCommandAnswersAnAdminInAModeratorsChannel() {
    List<String> names = names();
    assertThat(names).hasSizeGreaterThan(40).contains("stats", "kpi set", "queue unstick", "help");
    for (String name : names) {
      Map<String, String> options = needed(name);
      FakeInteraction given = at.give(ADMIN, MODERATORS, name, options);
      assertThat(given.acknowledged()).as(name).isEqualTo(Acknowledgement.DEFERRED);
      FakeMessage answer = given.answer();
      assertThat(answer.embed().path("title").asText())
          .as(name + ": " + answer.payload())
          .isNotBlank();
      assertThat(given.isEphemeral())
          .as(name)
          .isEqualTo(name.matches("help|practice-plan|privacy .*"));
      assertThat(text(given)).as(name).doesNotContain("@everyone", "failed.");
    }
  }

  @Test
  void aMemberGetsOnlyWhatIsForEverybody() {
    for (String name : names()) {
      FakeInteraction given = at.give(MEMBER, LOUNGE, name, needed(name));
      if (name.matches("help|practice-plan|privacy .*|retention cohorts")) {
        assertThat(given.acknowledged()).as(name).isEqualTo(Acknowledgement.DEFERRED);
        given.answer();
      } else {
        assertThat(given.acknowledged()).as(name).isEqualTo(Acknowledgement.REPLIED);
        assertThat(given.isEphemeral()).as(name).isTrue();
        assertThat(text(given)).as(name).contains("/" + name + " is for ");
      }
    }
    assertThat(new KpiTargets(at.database).ofGuild(filled.guild())).isEmpty();
  }

  @Test
  void aModeratorMayAskAndNotChange() {
    assertThat(at.give(MODERATOR, LOUNGE, "stats").acknowledged())
        .isEqualTo(Acknowledgement.DEFERRED);
    FakeInteraction set =
        at.give(MODERATOR, MODERATORS, "kpi set", Map.of("metric", "dau", "target", "10"));
    assertThat(text(set)).contains("is for those who may manage the server");
    FakeInteraction outside = at.give(MODERATOR, LOUNGE, "userstats report");
    assertThat(outside.acknowledged()).isEqualTo(Acknowledgement.REPLIED);
    assertThat(text(outside)).contains("moderators.channels");
  }

  @Test
  void everyCommandAnswersAModeratorOrIsForAdmins() {
    assumeTrue(engine == Engine.H2, "who may ask is no matter of the database");
    List<String> refused = new ArrayList<>();
    for (String name : names()) {
      FakeInteraction given = at.give(MODERATOR, MODERATORS, name, needed(name));
      if (given.acknowledged() == Acknowledgement.REPLIED) {
        assertThat(text(given)).as(name).contains("is for those who may manage the server");
        assertThat(given.isEphemeral()).as(name).isTrue();
        refused.add(name);
      } else {
        assertThat(given.acknowledged()).as(name).isEqualTo(Acknowledgement.DEFERRED);
        assertThat(given.answer().embed().path("title").asText()).as(name).isNotBlank();
        assertThat(text(given)).as(name).doesNotContain("@everyone", "failed.");
      }
    }
    assertThat(refused)
        .containsExactlyInAnyOrder(
            "export",
            "kpi set",
            "kpi remove",
            "queue retry",
            "queue unstick",
            "reports schedule",
            "reports cancel");
    assertThat(new KpiTargets(at.database).ofGuild(filled.guild())).isEmpty();
  }

  @Test
  void commandsAreAnsweredWhileANightRuns() throws IOException {
    assumeTrue(engine == Engine.H2, "the night takes its time from Spark and not the database");
    CompletableFuture<String> night =
        CompletableFuture.supplyAsync(() -> CommandHome.at(filled.home(), CommandGuild.NOW)
            .run("backfill --from 2026-02-16 --to 2026-03-02 --reprocess all --json"));
    int answered = 0;
    boolean isOver = night.isDone();
    while (!isOver) {
      FakeInteraction given = at.give(MODERATOR, MODERATORS, "stats");
      assertThat(given.acknowledged()).isEqualTo(Acknowledgement.DEFERRED);
      assertThat(given.answer().embed().path("title").asText()).isNotBlank();
      isOver = night.isDone();
      answered += isOver ? 0 : 1;
    }
    assertThat(night.join()).contains("is_published");
    assertThat(answered).as("answers before the night was over").isPositive();
  }

  @Test
  void moderatorsAnswersStandInTheirChannelAndElsewhereForThemAlone() {
    assertThat(at.give(MODERATOR, MODERATORS, "stats").isEphemeral()).isFalse();
    assertThat(at.give(MODERATOR, LOUNGE, "stats").isEphemeral()).isTrue();
  }

  @Test
  void theNumberIsTheOneOfTheCommandLine() throws IOException {
    JsonNode told = new ObjectMapper()
        .readTree(CommandHome.at(filled.home(), CommandGuild.NOW)
            .run("community --guild " + filled.guild() + " --range 2026-W09 --json"));
    long messages = told.at("/figures/0/value/count").asLong();
    assertThat(messages).isPositive();

    FakeInteraction given =
        at.give(MODERATOR, MODERATORS, "community", Map.of("range", "2026-W09"));
    assertThat(given.answer().embed().at("/fields/0/name").asText()).isEqualTo("Messages");
    assertThat(given.answer().embed().at("/fields/0/value").asText())
        .startsWith(String.format("**%,d**", messages));
    assertThat(text(given)).contains("ISO week 2026-W09: Mon 23 Feb 2026 to Sun 1 Mar 2026, UTC");
    assertThat(given.answer().fileNames()).containsExactly("chart.png");
  }

  @Test
  void whatIsWrittenWronglyIsToldAtOnceAndToTheAskerAlone() {
    FakeInteraction given =
        at.give(MODERATOR, MODERATORS, "stats", Map.of("range", "30 February 2026"));
    assertThat(given.acknowledged()).isEqualTo(Acknowledgement.REPLIED);
    assertThat(given.isEphemeral()).isTrue();
    assertThat(text(given)).contains("30 February 2026");
    FakeInteraction later = at.give(
        MODERATOR, MODERATORS, "activity analyze channel", Map.of("channel", "#nowhere-at-all"));
    assertThat(later.acknowledged()).isEqualTo(Acknowledgement.DEFERRED);
    assertThat(text(later)).contains("nowhere-at-all");
    assertThat(later.isEphemeral()).isTrue();
  }

  @Test
  void controlsLeafMoveAndGiveFiles() {
    FakeInteraction given =
        at.give(MODERATOR, MODERATORS, "community", Map.of("range", "2026-W09"));
    FakeMessage answer = given.answer();
    String earlier = control(answer, "earlier");
    FakeInteraction pressed =
        at.discord.interactions().press(at.guild, MODERATORS, MODERATOR, answer, earlier);
    assertThat(pressed.acknowledged()).isEqualTo(Acknowledgement.EDITING);
    assertThat(pressed.answer().embed().path("description").asText()).contains("2026-W08");
    // The old controls are gone with the answer they stood under.
    FakeInteraction replayed =
        at.discord.interactions().press(at.guild, MODERATORS, MODERATOR, answer, earlier);
    assertThat(text(replayed)).contains("have ended");

    FakeMessage moved = pressed.answer();
    FakeInteraction table = at.discord
        .interactions()
        .press(at.guild, MODERATORS, MODERATOR, moved, control(moved, "table"), "1");
    assertThat(table.answer().embed().path("description").asText()).contains("Channels");
    FakeInteraction files = at.discord
        .interactions()
        .press(at.guild, MODERATORS, MODERATOR, moved, control(moved, "files"));
    assertThat(files.answer().fileNames()).isNotEmpty().allMatch(name -> name.endsWith(".csv"));
    assertThat(files.answer().files().get(0).content().string(StandardCharsets.UTF_8))
        .contains("Messages");
    FakeInteraction form = at.discord
        .interactions()
        .press(at.guild, MODERATORS, MODERATOR, moved, control(moved, "other_days"));
    assertThat(form.acknowledged()).isEqualTo(Acknowledgement.FORM);
    FakeInteraction sent = at.discord
        .interactions()
        .form(
            at.guild,
            MODERATORS,
            MODERATOR,
            form.callback().path("custom_id").asText(),
            "range",
            "2026-02-24 to 2026-02-26");
    assertThat(sent.answer().embed().path("description").asText()).contains("2 days");
  }

  @Test
  void nobodyElseCanPressAndNoOtherGuild() {
    FakeMessage answer =
        at.give(MODERATOR, MODERATORS, "community", Map.of("range", "2026-W09")).answer();
    String id = control(answer, "earlier");
    assertThat(text(at.discord.interactions().press(at.guild, MODERATORS, ADMIN, answer, id)))
        .contains("Only whoever asked");
    FakeInteraction elsewhere =
        at.discord.interactions().press(at.other, CommandGuild.ELSEWHERE, MODERATOR, answer, id);
    assertThat(text(elsewhere)).contains("Only whoever asked");
    for (String forged : List.of("guildhouse:0:earlier", "earlier", "guildhouse::", id + ":x")) {
      FakeInteraction press =
          at.discord.interactions().press(at.guild, MODERATORS, MODERATOR, answer, forged);
      assertThat(press.acknowledged()).isEqualTo(Acknowledgement.REPLIED);
      assertThat(press.isEphemeral()).isTrue();
    }
  }

  @Test
  void suggestionsTellWhatIsUnderstood() {
    FakeInteraction typed = at.discord
        .interactions()
        .typing(at.guild, MODERATORS, MODERATOR, "stats", "range", "2026-W09");
    assertThat(typed.acknowledged()).isEqualTo(Acknowledgement.SUGGESTED);
    assertThat(typed.callback().toString()).contains("2026-W09 → ISO week 2026-W09: Mon 23 Feb");
    FakeInteraction channel = at.discord
        .interactions()
        .typing(at.guild, MODERATORS, MODERATOR, "activity analyze channel", "channel", "lou");
    assertThat(channel.callback().at("/choices/0/name").asText()).isEqualTo("#lounge");
    FakeInteraction member =
        at.discord.interactions().typing(at.guild, MODERATORS, MEMBER, "stats", "range", "last");
    assertThat(member.callback().path("choices")).isEmpty();
  }

  @Test
  void privacyIsForEveryMemberAndIsKeptAcrossACrash() {
    FakeInteraction kept = at.give(MEMBER, LOUNGE, "privacy what-you-keep");
    assertThat(kept.isEphemeral()).isTrue();
    assertThat(text(kept)).contains("never stored");
    SecretStore secrets = SecretStore.of(at.home, Config.Master.NONE);
    assertThat(text(at.give(MEMBER, LOUNGE, "privacy opt-out"))).contains("You opted out");
    assertThat(verdictTomorrow(secrets)).isEqualTo(Verdict.LEAVE_OUT);
    at.give(MEMBER, LOUNGE, "privacy opt-out", Map.of("what", "undo")).answer();
    assertThat(verdictTomorrow(secrets)).isEqualTo(Verdict.KEEP);

    assertThat(text(at.give(MEMBER, LOUNGE, "privacy delete"))).contains("Nothing was deleted");
    Erasures erasures = new Erasures(at.home, InstantSource.fixed(CommandGuild.NOW), at.database);
    assertThat(erasures.open()).isEmpty();
    assertThat(text(at.give(MEMBER, LOUNGE, "privacy delete", Map.of("sure", "yes, delete it"))))
        .contains("It will be deleted");
    assertThat(erasures.open()).containsOnlyKeys(filled.guild());
    assertThat(new Runs(at.database).list(RunFilter.newest(500)).toString())
        .doesNotContain("310000000000000031");
  }

  private Verdict verdictTomorrow(SecretStore secrets) {
    GuildPeople people = People.of(at.home, secrets).of(filled.guild());
    return people.verdict(people.key(MEMBER.id()), CommandGuild.NOW.plus(Duration.ofDays(1)));
  }

  private static String control(FakeMessage answer, String name) {
    for (JsonNode row : answer.payload().path("components")) {
      for (JsonNode control : row.path("components")) {
        if (control.path("custom_id").asText().endsWith(":" + name)) {
          return control.path("custom_id").asText();
        }
      }
    }
    throw new AssertionError("no control " + name + " in " + answer.payload());
  }

  @Test
  void aCommandIsAcknowledgedBeforeAnyTableIsOpened() throws IOException {
    CountDownLatch free = hold();
    FakeInteraction given = at.give(MODERATOR, MODERATORS, "stats");
    assertThat(given.acknowledged()).isEqualTo(Acknowledgement.DEFERRED);
    assertThat(given.edits()).isZero();
    free.countDown();
    given.answer();
  }

  /** Discord lets an answer come for 15 minutes, and then takes a message as any other. */
  @Test
  @Timeout(300)
  void anAnswerThatComesTooLateIsPostedAsAMessageWhereAllMayReadIt() throws Exception {
    String usual = text(at.give(MODERATOR, MODERATORS, "stats"));
    CountDownLatch free = hold();
    FakeInteraction open = at.give(MODERATOR, MODERATORS, "stats");
    FakeInteraction alone = at.give(MODERATOR, LOUNGE, "stats");
    for (FakeInteraction given : List.of(open, alone)) {
      given.acknowledged();
      given.expire();
    }
    free.countDown();
    assertThat(posted(MODERATORS).embed().path("title").asText()).isNotBlank().isSubstringOf(usual);
    assertThat(posted(LOUNGE).payload().path("content").asText())
        .isEqualTo("The answer to /stats took longer than Discord waits. Ask again: it is quicker"
            + " now.");
    assertThat(posted(LOUNGE).payload().path("embeds")).isEmpty();
    assertThat(open.edits() + alone.edits()).isZero();
  }

  /** Holds all answers back until the latch is counted down. */
  private CountDownLatch hold() throws IOException {
    CountDownLatch free = new CountDownLatch(1);
    at.close();
    at = new CommandGuild(filled, engine, () -> {
      try {
        free.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    return free;
  }

  /** The one message that stands in a channel; waits for it. */
  private FakeMessage posted(long channel) throws InterruptedException {
    while (at.discord.messages(channel).isEmpty()) {
      Thread.sleep(20);
    }
    List<FakeMessage> messages = at.discord.messages(channel);
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }
}

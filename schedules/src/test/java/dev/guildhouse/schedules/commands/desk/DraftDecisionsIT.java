package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.ADMIN;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.DESK;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.LOUNGE;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MEMBER;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATOR;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.collector.fake.FakeInteractions.Person;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.delivery.DeliveryWorker;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts from their schedule to the post that a moderator approved, and all that posts nothing. */
class DraftDecisionsIT {
  private static final Instant MONDAY = Instant.parse("2026-03-02T06:40:00Z");

  /** Owns the other guild. */
  private static final Person OTHER_OWNER = new Person(1, List.of(), FakeGuild.POSTING);

  private CommandGuild at;

  @BeforeEach
  void logIn() throws IOException {
    at = new CommandGuild(CommandGuild.filled(), Engine.H2, () -> {});
  }

  @AfterEach
  void logOut() {
    at.close();
  }

  @Test
  void draftIsPostedOnceWhenAModeratorApprovesIt() throws Exception {
    FakeMessage draft = draft("top_content");
    // A slot that is run again drafts nothing anew.
    runSchedule();
    post();
    assertThat(at.discord.messages(MODERATORS)).hasSize(1);
    assertThat(draft.embed().toString())
        .contains("Draft: Top content of the week", "Approve posts it to #", "proposed");
    assertThat(at.discord.messages(LOUNGE)).isEmpty();

    List<FakeInteraction> pressed = Stream.of("approve", "approve", "refuse")
        .map(word -> press(MODERATORS, MODERATOR, draft, word))
        .toList();
    List<String> answers = pressed.stream().map(CommandGuild::text).toList();
    boolean isRefused = answers.stream().anyMatch(answer -> answer.contains("Refused: "));
    assertThat(answers).filteredOn(answer -> answer.contains("already: ")).hasSize(2);
    post();
    post();
    assertThat(at.discord.messages(LOUNGE)).hasSize(isRefused ? 0 : 1);
    assertThat(new Runs(at.database).list(RunFilter.newest(20)))
        .extracting(run -> run.request().job())
        .contains("draft top_content", "command drafts approve", "command drafts refuse");
  }

  @Test
  void approvedPostNamesNobodyAndLeadsToMessages() throws Exception {
    FakeMessage draft = draft("top_content");
    assertThat(text(press(MODERATORS, ADMIN, draft, "approve")))
        .contains("Approved: Top content of the week", "#lounge");
    post();
    FakeMessage post = at.discord.messages(LOUNGE).get(0);
    assertThat(post.embed().toString())
        .contains("Top content of the week", "](https://discord.com/channels/" + at.guild.id())
        .doesNotContain("Author", "Draft");
    assertThat(post.payload().path("components")).isEmpty();
    assertThat(post.files()).isEmpty();
    assertThat(text(press(MODERATORS, MODERATOR, draft, "refuse"))).contains("Approved already");
    assertThat(text(at.give(MODERATOR, MODERATORS, "drafts list")))
        .contains("top_content", "approved", "#lounge");
  }

  @Test
  void refusedDraftPostsNothing() throws Exception {
    FakeMessage draft = draft("top_content");
    assertThat(text(press(MODERATORS, MODERATOR, draft, "refuse"))).contains("Refused: ");
    assertThat(text(press(MODERATORS, MODERATOR, draft, "approve"))).contains("Refused already");
    post();
    assertThat(at.discord.messages(LOUNGE)).isEmpty();
  }

  @Test
  void expiredDraftPostsNothingAndSaysSo() throws Exception {
    FakeMessage draft = draft("top_content");
    at.database.transaction(
        "let three days pass",
        transaction -> transaction.update(
            "UPDATE drafts SET expires_at = ?", CommandGuild.NOW.minusSeconds(1)));
    assertThat(text(press(MODERATORS, MODERATOR, draft, "approve")))
        .contains("Expired: Top content of the week", "nothing is posted any more");
    post();
    assertThat(at.discord.messages(LOUNGE)).isEmpty();
  }

  @Test
  void onlyModeratorsOfTheGuildDecideInTheirChannel() throws Exception {
    FakeMessage draft = draft("top_content");
    FakeInteraction member = press(MODERATORS, MEMBER, draft, "approve");
    assertThat(text(member)).contains("/drafts approve is for moderators.");
    assertThat(member.isEphemeral()).isTrue();
    assertThat(text(press(LOUNGE, MODERATOR, draft, "approve")))
        .contains("answers only in a channel that moderators alone read");
    FakeInteraction foreign = at.discord
        .interactions()
        .press(at.other, DESK, OTHER_OWNER, draft, control(draft, "approve"));
    assertThat(text(foreign)).contains("this guild has no draft");
    FakeInteraction made = at.discord
        .interactions()
        .press(at.guild, MODERATORS, MODERATOR, draft, "guildhouse-draft:00:approve");
    assertThat(text(made)).contains("this guild has no draft '00'");
    post();
    assertThat(at.discord.messages(LOUNGE)).isEmpty();
    assertThat(at.discord.messages(DESK)).isEmpty();
    assertThat(text(at.give(MODERATOR, MODERATORS, "drafts list"))).contains("drafted");
  }

  /** Runs the schedule; yields the draft of a kind as it stands among the moderators. */
  private FakeMessage draft(String kind) throws Exception {
    runSchedule();
    post();
    return at.discord.messages(MODERATORS).stream()
        .filter(message -> controls(message).size() == 2)
        .filter(message -> message.payload().toString().contains("Draft: "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no draft of " + kind));
  }

  private void runSchedule() throws Exception {
    ScheduledJobs.named("drafts")
        .run(at.work(), new JobOptions(null, null, List.of(), Period.WEEK), MONDAY);
  }

  private void post() {
    try (DeliveryWorker worker = new DeliveryWorker(
        new Deliveries(at.database, at.config.delivery().lease()),
        at.home.reports(),
        at.config.delivery(),
        () -> DiscordConnection.open(at.config.discord()),
        InstantSource.fixed(CommandGuild.NOW),
        Pause.REAL)) {
      worker.queueOrphans();
      assertThat(worker.drain(Duration.ZERO).problems()).isEmpty();
    }
  }

  private FakeInteraction press(long channel, Person person, FakeMessage draft, String word) {
    return at.discord.interactions().press(at.guild, channel, person, draft, control(draft, word));
  }

  private static String control(FakeMessage draft, String word) {
    return controls(draft).stream()
        .map(control -> control.path("custom_id").asText())
        .filter(id -> id.endsWith(":" + word))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> controls(FakeMessage message) {
    List<JsonNode> controls = new ArrayList<>();
    message
        .payload()
        .path("components")
        .forEach(row -> row.path("components").forEach(controls::add));
    return controls;
  }
}

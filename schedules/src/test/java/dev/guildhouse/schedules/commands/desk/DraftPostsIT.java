package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.LOUNGE;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MEMBER;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATOR;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.collector.fake.Answer;
import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.collector.fake.FakeInteractions.Person;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.cli.CommandHome;
import dev.guildhouse.schedules.delivery.DeliveryWorker;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of draft from its schedule to the post that a moderator approved. */
@Tag("acceptance")
class DraftPostsIT extends DraftDesk {
  @TempDir
  private Path folder;

  @Test
  void questionsThatWaitPingTheOneRoleOfMentorsAndNobodyElse() throws Exception {
    configure("mentors: {channel: " + LOUNGE + ", role: 5003}", Map.of());
    FakeMessage draft = draft("mentors");
    assertThat(draft.embed().toString())
        .contains("are unanswered", "pings the role 5003", "Mentors to recognise");
    assertThat(draft.payload().path("allowed_mentions").path("roles")).isEmpty();
    assertThat(draft.payload().path("content").asText()).isEmpty();
    assertThat(text(press(MODERATORS, MODERATOR, draft, "approve"))).contains("Approved: ");
    post();
    FakeMessage post = at.discord.messages(LOUNGE).get(0);
    assertThat(post.payload().path("content").asText()).isEqualTo("<@&5003>");
    assertThat(post.payload().path("allowed_mentions").path("parse")).isEmpty();
    assertThat(post.payload().path("allowed_mentions").path("roles").toString())
        .isEqualTo("[\"5003\"]");
    assertThat(post.embed().toString())
        .contains("are unanswered", "](https://discord.com/channels/" + at.guild.id())
        .doesNotContain("recognise", "Evidence");
  }

  /** A streak of 8 days at the end of the week was one of a day before it, so that it reached 7. */
  @Test
  void streaksProposeRewardsThatCanBeImportedAndNameNobodyInPublic() throws Exception {
    configure(
        "streaks: {channel: " + LOUNGE + ", milestones: [{days: 7, amount: 5, role: 5004}]}",
        Map.of());
    at.discord.reading().member(at.guild.id(), CommandGuild.KNOWN, "Zaphod");
    FakeMessage draft = draft("streaks");
    assertThat(draft.embed().toString())
        .contains("Zaphod", "Leaderboard", "Roles to grant", "5004", "guildhouse import");
    assertThat(draft.fileNames()).containsExactly("rewards.jsonl", "roles.jsonl");
    assertThat(draft.files().get(1).content().utf8())
        .contains("{\"user_id\":\"" + CommandGuild.KNOWN + "\",\"days\":7,\"role_id\":\"5004\"}");
    String rewards = draft.files().get(0).content().utf8();
    assertThat(rewards).contains("\"user_id\":\"" + CommandGuild.KNOWN + "\",\"amount\":\"5\"");
    Path file = Files.writeString(folder.resolve("rewards.jsonl"), rewards);
    assertThat(CommandHome.at(folder.resolve("home"), CommandGuild.NOW)
            .run("import " + file + " --json"))
        .contains("\"events\" : 1", "\"refused_files\" : 0");
    assertThat(text(press(MODERATORS, MODERATOR, draft, "approve"))).contains("Approved: ");
    post();
    FakeMessage post = at.discord.messages(LOUNGE).get(0);
    assertThat(post.files()).isEmpty();
    assertThat(post.embed().toString())
        .contains("Days or more", "days in a row or more")
        .doesNotContain("Zaphod", "Leaderboard", "5004");
    assertThat(at.onDisk(Long.toString(CommandGuild.KNOWN))).isEmpty();
  }

  @Test
  void officeHoursAreAnnouncedAndTheWeekAfterTellsWhatCameOfThem() throws Exception {
    configure(
        "office_hours: {channel: " + LOUNGE + ", room: " + CommandGuild.filled().channel()
            + "}, office_hours_recap: {channel: " + LOUNGE + "}",
        Map.of());
    at.now = MONDAY.minus(Duration.ofDays(7));
    FakeMessage draft = draft("office_hours");
    assertThat(draft.embed().toString()).contains("Busiest hours of 28 days", "Agenda", "Begins");
    assertThat(drafts("office_hours_recap")).isEmpty();
    assertThat(text(press(MODERATORS, MODERATOR, draft, "approve"))).contains("Approved: ");
    post();
    assertThat(at.discord.messages(LOUNGE).get(0).embed().toString())
        .contains("Agenda", "Where")
        .doesNotContain("Busiest hours");

    at.now = MONDAY;
    FakeMessage recap = draft("office_hours_recap");
    assertThat(recap.embed().toString()).contains("Members who wrote", "took part");
    assertThat(text(press(MODERATORS, MODERATOR, recap, "approve"))).contains("Approved: ");
    post();
    assertThat(at.discord.messages(LOUNGE).get(1).embed().toString())
        .contains("What came of the office hours", "took part", "are unanswered")
        .doesNotContain("Members who wrote");
  }

  @Test
  void challengeOpensAThreadAndTheRecapRanksWhatIsAnsweredThere() throws Exception {
    configure(
        "weekly_challenge: {channel: " + LOUNGE + ", note: No advice.}, challenge_recap: {channel: "
            + LOUNGE + "}",
        Map.of());
    at.now = MONDAY.minus(Duration.ofDays(7));
    FakeMessage draft = draft("weekly_challenge");
    assertThat(draft.embed().toString())
        .contains(
            "Pick one of three", "0 to 3 points", "What the prompts follow from", "No advice.");
    assertThat(drafts("challenge_recap")).isEmpty();
    assertThat(text(press(MODERATORS, MODERATOR, draft, "approve"))).contains("Approved: ");
    assertThat(at.discord.threads()).isEmpty();
    post();
    FakeMessage post = at.discord.messages(LOUNGE).get(0);
    assertThat(post.embed().toString())
        .contains("Pick one of three", "0 to 3 points", "Answer in the thread", "No advice.")
        .doesNotContain("What the prompts follow from");
    assertThat(at.discord.threads())
        .containsExactly(Map.entry(post.id(), "Answers to the challenge of 2026-02-23"));

    // In the tables of this guild the answers stand in a thread of another id.
    at.database.transaction(
        "say that it was posted there",
        transaction -> transaction.update(
            "UPDATE deliveries SET message_id = ? WHERE message_id = ?",
            CommandGuild.THREAD,
            post.id()));
    at.now = MONDAY;
    FakeMessage recap = draft("challenge_recap");
    String thread =
        "https://discord.com/channels/" + at.guild.id() + "/" + CommandGuild.THREAD + "/";
    assertThat(recap.embed().toString())
        .contains("6 votes](" + thread + CommandGuild.ANSWER, "All answers")
        .contains("no votes](" + thread + CommandGuild.OTHER_ANSWER);
    assertThat(text(press(MODERATORS, MODERATOR, recap, "approve"))).contains("Approved: ");
    post();
    assertThat(at.discord.messages(LOUNGE).get(1).embed().toString())
        .contains("Recap of the weekly challenge", "6 votes](" + thread + CommandGuild.ANSWER)
        .doesNotContain("All answers");
    assertThat(at.discord.threads()).hasSize(1);
  }

  @Test
  void announcementWaitsForItsHour() throws Exception {
    configure("announcement: {channel: " + LOUNGE + "}", Map.of());
    at.now = MONDAY;
    FakeMessage draft = draft("announcement");
    assertThat(draft.embed().toString()).contains("Hours at which most is written", "Messages");
    assertThat(text(press(MODERATORS, MODERATOR, draft, "approve"))).contains("or at once if that");
    post();
    assertThat(at.discord.messages(LOUNGE)).isEmpty();
    at.now = MONDAY.plus(Duration.ofDays(9));
    post();
    assertThat(at.discord.messages(LOUNGE).get(0).embed().toString())
        .contains("The week ahead", "members were active in the week that ended.")
        .doesNotContain("Hours at which");
  }

  /** It words the first sentence, and lies in the second. */
  @Test
  void languageModelWordsWhatIsTrueAndModeratorsSeeItBeforeAnybody() throws Exception {
    try (MockWebServer model = new MockWebServer()) {
      model.setDispatcher(new Dispatcher() {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
          return worded(request);
        }
      });
      model.start();
      configure(
          "mentors: {channel: " + LOUNGE + "}",
          Map.of(
              "GUILDHOUSE_LANGUAGE_MODEL_MODEL",
              "a-model",
              "GUILDHOUSE_LANGUAGE_MODEL_URL",
              model.url("/v1").toString()));
      FakeMessage draft = draft("mentors");
      assertThat(draft.embed().toString())
          .contains("still stand unanswered", "Worded by the language model a-model")
          .doesNotContain("999");
      assertThat(text(press(MODERATORS, MODERATOR, draft, "approve"))).contains("Approved: ");
      post();
      assertThat(at.discord.messages(LOUNGE).get(0).embed().toString())
          .contains("still stand unanswered", "In #")
          .doesNotContain("999");
    }
  }

  private static MockResponse worded(RecordedRequest request) {
    ObjectMapper json = new ObjectMapper();
    try {
      String asked =
          json.readTree(request.getBody().utf8()).at("/messages/1/content").asText();
      ObjectNode reply = json.createObjectNode();
      ArrayNode sentences = reply.putArray("sentences");
      sentences
          .addObject()
          .put("number", 1)
          .put(
              "text",
              json.readTree(asked)
                  .at("/sentences/0/text")
                  .asText()
                  .replace("are unanswered", "still stand unanswered"));
      sentences.addObject().put("number", 2).put("text", "In {1} there are 999.");
      ObjectNode answer = json.createObjectNode();
      answer.putArray("choices").addObject().putObject("message").put("content", reply.toString());
      return new MockResponse.Builder()
          .addHeader("Content-Type", "application/json")
          .body(answer.toString())
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The member wrote on each of the 7 days of the week, which is more than the 6 that are asked. */
  @Test
  void practicePlanGoesToWhoAskedForItOnceAndToNobodyWhoStopped() throws Exception {
    configure("practice_plan: {channel: " + LOUNGE + "}", Map.of());
    at.now = MONDAY;
    Person learner = new Person(CommandGuild.KNOWN, List.of(), FakeGuild.POSTING);
    Map<String, String> send = Map.of("what", "send it");
    runSchedule();
    post();
    assertThat(at.discord.messages(MODERATORS)).isEmpty();
    try {
      FakeInteraction asked = at.give(learner, LOUNGE, "practice-plan", send);
      assertThat(text(asked)).contains("Practice plans for you", "encrypted");
      assertThat(asked.isEphemeral()).isTrue();
      for (Person other : List.of(MEMBER, MODERATOR)) {
        assertThat(text(at.give(other, LOUNGE, "practice-plan", send))).contains("for you");
      }
      FakeMessage draft = draft("practice_plan");
      assertThat(draft.embed().toString()).contains("What is sent to whom", "who asked for it");
      assertThat(at.discord.messages(CommandGuild.KNOWN)).isEmpty();
      assertThat(text(at.give(MODERATOR, LOUNGE, "practice-plan", Map.of("what", "stop"))))
          .contains("no longer kept");

      assertThat(text(press(MODERATORS, MODERATOR, draft, "approve"))).contains("Approved: ");
      at.discord.answer(
          "POST /channels/" + MEMBER.id() + "/messages",
          Answer.refuse(403, 50007, "Cannot send messages to this user"));
      // The answer to the first of them is lost, so that it is looked for before it is sent again.
      at.discord.answer(
          "POST /channels/" + CommandGuild.KNOWN + "/messages", Answer.doneButFails(500));
      try (DeliveryWorker worker = worker()) {
        worker.drain(Duration.ofHours(1));
      }
      assertThat(at.discord.messages(CommandGuild.KNOWN)).hasSize(1);
      assertThat(at.discord.messages(CommandGuild.KNOWN).get(0).embed().toString())
          .contains("Your practice plan", "active on 7 days", "be active on 6 days");
      assertThat(at.discord.messages(MEMBER.id())).isEmpty();
      assertThat(at.discord.messages(MODERATOR.id())).isEmpty();
      Subscribers subscribers = new Subscribers(SecretStore.of(at.home, at.config.master()));
      // Discord lets the bot not write to the one, and the other stopped it.
      assertThat(subscribers.of(at.guild.id())).containsOnlyKeys(CommandGuild.KNOWN);
      assertThat(at.discord.messages(LOUNGE)).hasSize(1);
      assertThat(at.discord.messages(LOUNGE).get(0).embed().toString())
          .contains("on their way", "/practice-plan")
          .doesNotContain("active on");
      assertThat(at.onDisk(Long.toString(CommandGuild.KNOWN))).isEmpty();
      assertThat(text(at.give(learner, LOUNGE, "privacy what-you-keep")))
          .contains("your id is kept, encrypted");
      assertThat(text(at.give(learner, LOUNGE, "privacy opt-out"))).contains("You opted out");
      assertThat(subscribers.of(at.guild.id())).isEmpty();
      assertThat(text(at.give(learner, LOUNGE, "practice-plan", send)))
          .contains("because you opted out");
    } finally {
      text(at.give(learner, LOUNGE, "practice-plan", Map.of("what", "stop")));
      text(at.give(learner, LOUNGE, "privacy opt-out", Map.of("what", "undo")));
    }
  }
}

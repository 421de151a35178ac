package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.ADMIN;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.DESK;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.LOUNGE;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MEMBER;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATOR;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.fake.FakeGuild;
import dev.guildhouse.collector.fake.FakeInteraction;
import dev.guildhouse.collector.fake.FakeInteractions.Person;
import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.operations.runs.RunFilter;
import dev.guildhouse.schedules.operations.runs.Runs;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drafts that wait for moderators: who decides, once, and all that posts nothing. */
@Tag("acceptance")
class DraftDecisionsIT extends DraftDesk {
  /** Owns the other guild. */
  private static final Person OTHER_OWNER = new Person(1, List.of(), FakeGuild.POSTING);

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
    assertThat(text(made)).contains("that is not the id of a draft");
    FakeInteraction free =
        at.give(MODERATOR, MODERATORS, "drafts approve", Map.of("draft", "<@" + MEMBER.id() + ">"));
    assertThat(text(free))
        .contains("that is not the id of a draft")
        .doesNotContain(Long.toString(MEMBER.id()));
    post();
    assertThat(at.discord.messages(LOUNGE)).isEmpty();
    assertThat(at.discord.messages(DESK)).isEmpty();
    assertThat(text(at.give(MODERATOR, MODERATORS, "drafts list"))).contains("drafted");
  }
}

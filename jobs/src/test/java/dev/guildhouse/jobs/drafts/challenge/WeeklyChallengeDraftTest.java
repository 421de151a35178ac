package dev.guildhouse.jobs.drafts.challenge;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static dev.guildhouse.jobs.drafts.DraftRequests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.drafts.Proposal;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.jobs.drafts.Topic;
import dev.guildhouse.jobs.drafts.challenge.ChallengeTopics.Channel;
import dev.guildhouse.jobs.drafts.challenge.ChallengeTopics.Counts;
import dev.guildhouse.jobs.drafts.digest.ContentCandidate;
import dev.guildhouse.jobs.drafts.digest.PeakHour;
import dev.guildhouse.schema.time.DayRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WeeklyChallengeDraftTest {
  private static final WeeklyChallengeDraft DRAFT = new WeeklyChallengeDraft();
  private static final String LINK = "https://discord.com/channels/7/10/1";

  private static final ContentCandidate LIKED =
      new ContentCandidate(10, "#setups", "bb", List.of("breakout"), 30, OptionalLong.of(12), LINK);
  private static final ContentCandidate OF_FEW =
      new ContentCandidate(10, "#setups", "cc", List.of(), 40, OptionalLong.of(4), LINK + "2");
  private static final Channel SETUPS = channel(10, "#setups", 90L, 9L, 0L);
  private static final Channel HELP = channel(11, "#help", 40L, 7L, 6L);
  private static final Channel STAFF = channel(900, "#staff", 500L, 8L, 99L);

  private static Channel channel(
      long id, String name, Long messages, Long authors, Long questions) {
    Counts counts = new Counts(messages, authors, questions);
    return new Channel(id, name, counts, counts);
  }

  private static ChallengeTopics topics(
      List<ContentCandidate> content,
      List<Topic> keywords,
      List<Channel> channels,
      List<PeakHour> peaks) {
    return new ChallengeTopics(content, keywords, channels, peaks, Optional.empty());
  }

  private static List<String> prompts(Proposal proposal) {
    return ((Proposal.Post) proposal)
        .opening().sentences().stream().map(Sentence::measured).toList();
  }

  @Test
  void threePromptsFollowFromContentKeywordsAndQuestions() {
    Proposal.Post proposal = (Proposal.Post) DRAFT.compose(
        week(", drafts: {kinds: {weekly_challenge: {channel: 77}}}"),
        topics(
            List.of(OF_FEW, LIKED),
            List.of(new Topic("breakout", 23)),
            List.of(STAFF, SETUPS, HELP),
            List.of(new PeakHour(DayOfWeek.TUESDAY, 18, ZoneOffset.UTC, 3))));
    assertThat(prompts(proposal))
        .containsExactly(
            "12 members reacted to one message about breakout in #setups. Show your own take on it.",
            "breakout came up in 23 messages. Explain one thing about it with an example of your"
                + " own.",
            "6 questions were asked in #help. Pick one of them and write the answer that everybody"
                + " should find.");
    // A model sees no name that anybody chose.
    assertThat(proposal.opening().sentences())
        .noneMatch(sentence -> sentence.text().matches(".*(#|breakout).*"));
    assertThat(rows(proposal.post().sections(), "To begin with"))
        .containsExactly("The message of the first prompt | " + LINK);
    assertThat(rows(proposal.post().sections(), "How answers are judged"))
        .hasSize(3)
        .allMatch(criterion -> criterion.contains("0 to 3 points"));
    assertThat(proposal.post().notes())
        .contains(
            "Answer in the thread of this post until the end of Sun 15 Mar 2026, UTC.",
            "Most is written on Tuesday at 18:00 (Z).");
    assertThat(rows(proposal.evidence().sections(), "What the prompts follow from"))
        .containsExactly(
            "first | members who reacted to the message | 12 | bb",
            "second | messages with the keyword | 23 | ",
            "third | questions in the channel | 6 | ");
    assertThat(proposal.post().toJson()).doesNotContain("\"bb\"", "staff");
    // Nobody could answer any more of a day that is over.
    assertThat(proposal.closesAt()).isEqualTo(Instant.parse("2026-03-15T00:00:00Z"));
  }

  @Test
  void channelsOfTheWeekStandInWhereTheRestIsMissing() {
    assertThat(prompts(DRAFT.compose(
            week(", drafts: {kinds: {weekly_challenge: {sources: [10, 11, 12]}}}"),
            topics(
                List.of(OF_FEW),
                List.of(),
                List.of(SETUPS, HELP, channel(13, "#elsewhere", 30L, 6L, 80L)),
                List.of()))))
        .containsExactly(
            "6 questions were asked in #help. Pick one of them and write the answer that everybody"
                + " should find.",
            "9 members wrote 90 messages in #setups. Sum up what was learned there for somebody"
                + " who missed it.",
            "7 members wrote 40 messages in #help. Sum up what was learned there for somebody who"
                + " missed it.");
  }

  /** Four authors are too few for a channel, and a number that is withheld is not told. */
  @Test
  void numbersThatAreWithheldRankAndAreNotTold() {
    Counts hidden = new Counts(null, 27L, null);
    Proposal proposal = DRAFT.compose(
        week(""),
        topics(
            List.of(),
            List.of(),
            List.of(
                channel(12, "#small", 200L, 4L, 50L),
                new Channel(13, "#hidden", new Counts(88L, 27L, 16L), hidden),
                SETUPS),
            List.of()));
    assertThat(prompts(proposal))
        .containsExactly(
            "Questions were asked in #hidden. Pick one of them and write the answer that everybody"
                + " should find.",
            "Much was written in #hidden. Sum up what was learned there for somebody who missed it.",
            "9 members wrote 90 messages in #setups. Sum up what was learned there for somebody who"
                + " missed it.");
    assertThat(rows(((Proposal.Post) proposal).evidence().sections(), "What the prompts"))
        .containsExactly(
            "first | questions in the channel | 16 | ",
            "second | messages in the channel | 88 | ",
            "third | messages in the channel | 90 | ");
  }

  @Test
  void rubricAndNoteAreTheGuildsOwn() {
    Proposal.Post proposal = (Proposal.Post) DRAFT.compose(
        week(", drafts: {kinds: {weekly_challenge: {rubric: [Clear., True.], note: No advice.}}}"),
        topics(List.of(LIKED), List.of(), List.of(SETUPS, HELP), List.of()));
    assertThat(rows(proposal.post().sections(), "How answers are judged"))
        .containsExactly("Clear.", "True.");
    assertThat(proposal.post().notes()).endsWith("No advice.");
    assertThat(DRAFT.thread(new DayRange(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 9))))
        .contains("Answers to the challenge of 2026-03-09");
  }

  @Test
  void twoPromptsAreNoChallenge() {
    assertThat(
            DRAFT.compose(week(""), topics(List.of(), List.of(), List.of(HELP, STAFF), List.of())))
        .isEqualTo(new Proposal.TooLittle("Only 2 of 3 prompts follow from ISO week 2026-W10: Mon 2"
            + " Mar 2026 to Sun 8 Mar 2026, UTC: that takes messages that at least five members"
            + " reacted to, keywords, questions, or channels of at least five members."));
  }

  @Test
  void saysWhenMembersCannotBeToldApart() {
    assertThat(DRAFT.compose(
            week(""),
            new ChallengeTopics(
                List.of(), List.of(), List.of(), List.of(), Optional.of("a month ends"))))
        .isInstanceOfSatisfying(
            Proposal.TooLittle.class,
            nothing -> assertThat(nothing.why())
                .endsWith(" NOT_AVAILABLE: members, because a month ends."));
  }
}

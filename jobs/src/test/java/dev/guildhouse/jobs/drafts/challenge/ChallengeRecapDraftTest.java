package dev.guildhouse.jobs.drafts.challenge;

import static dev.guildhouse.jobs.drafts.DraftRequests.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.catalog.ReportsOf;
import dev.guildhouse.jobs.drafts.DraftInputs;
import dev.guildhouse.jobs.drafts.PostedDraft;
import dev.guildhouse.jobs.drafts.Proposal;
import dev.guildhouse.jobs.drafts.Sentence;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A challenge of Monday, 23 March 2026, with answers of members 21 to 23 in thread 500. */
class ChallengeRecapDraftTest {
  private static final ChallengeRecapDraft DRAFT = new ChallengeRecapDraft();
  private static final long THREAD = 500;
  private static final PostedDraft CHALLENGE = challenge("2026-03-23T07:00:00Z", THREAD);

  private static SparkSession spark;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void begin() {
    spark = TablesInMemory.session();
  }

  private static PostedDraft challenge(String postedAt, long messageId) {
    return new PostedDraft(
        "weekly_challenge",
        new DayRange(LocalDate.of(2026, 3, 16), LocalDate.of(2026, 3, 23)),
        77,
        messageId,
        Instant.parse(postedAt),
        Map.of());
  }

  private static ReportsOf tables() {
    ReportsOf tables = new ReportsOf(new TablesInMemory(spark), folder);
    message(tables, "2026-03-24", 501, THREAD, 21, "true,'is_counted':true");
    message(tables, "2026-03-25", 502, THREAD, 22, "true,'is_counted':true");
    message(tables, "2026-03-29", 503, THREAD, 23, "true,'is_counted':true");
    // The post itself, one that was deleted, one of a bot, one of another thread, one too late.
    message(tables, "2026-03-23", THREAD, THREAD, 20, "true,'is_counted':true");
    message(tables, "2026-03-25", 504, THREAD, 22, "false,'is_counted':true");
    message(tables, "2026-03-25", 505, THREAD, 29, "true,'is_counted':false");
    message(tables, "2026-03-25", 506, 600, 24, "true,'is_counted':true");
    message(tables, "2026-03-30", 507, THREAD, 24, "true,'is_counted':true");
    for (long member = 30; member < 35; member++) {
      reaction(tables, 502, "👍", member, "2026-03-26", true);
      // Whoever reacts twice counts once.
      reaction(tables, 502, "❤", member, "2026-03-26", true);
    }
    // Votes for oneself, of a bot, of nobody known, and after the end.
    reaction(tables, 502, "👍", 22, "2026-03-26", true);
    reaction(tables, 502, "👍", 28, "2026-03-26", false);
    reaction(tables, 502, "👍", 0, "2026-03-26", true);
    reaction(tables, 502, "👍", 36, "2026-03-30", true);
    reaction(tables, 501, "👍", 22, "2026-03-26", true);
    reaction(tables, 503, "👍", 22, "2026-03-29", true);
    reaction(tables, 506, "👍", 22, "2026-03-29", true);
    return tables;
  }

  private static void message(
      ReportsOf tables, String day, long id, long thread, long author, String isLive) {
    tables.add(
        Facts.MESSAGES,
        "'created_date':'%s','message_id':%d,'channel_id':77,'thread_id':%d,'member_key':%d,'is_live':%s"
            .formatted(day, id, thread, author, isLive));
  }

  private static void reaction(
      ReportsOf tables, long message, String emoji, long member, String day, boolean isCounted) {
    tables.add(
        Facts.REACTIONS,
        "'subject_date':'2026-03-25','added_date':'%s','message_id':%d,'emoji':'%s',"
                .formatted(day, message, emoji)
            + "'member_key':%d,'added_at':'%sT12:00:00Z','reactions':1,'is_counted':%s"
                .formatted(member, day, isCounted));
  }

  private static Proposal propose(ReportsOf tables, PrivacyMode mode, PostedDraft... posted) {
    ReportRequest request = tables.request("2026-03-23", "2026-03-30", mode, Audience.MODERATORS);
    return DRAFT.propose(new DraftInputs(request, tables.tables(), List.of(posted)));
  }

  private static String link(long message) {
    return "https://discord.com/channels/7/500/" + message;
  }

  /** 502 has five voters, 501 and 503 one each and so one place. */
  @Test
  void ranksAnswersByDifferentMembersWithoutTheirAuthors() {
    Proposal.Post proposal = (Proposal.Post) propose(tables(), PrivacyMode.PSEUDONYMOUS, CHALLENGE);
    assertThat(rows(proposal.post().sections(), "Answers"))
        .containsExactly(
            "#1 | 5 | " + link(502),
            "#2 | under 5 votes | " + link(501),
            "#2 | under 5 votes | " + link(503));
    assertThat(rows(proposal.post().sections(), "The challenge"))
        .containsExactly("The prompts and the rubric | https://discord.com/channels/7/77/500");
    assertThat(proposal.opening().sentences())
        .containsExactly(Sentence.of("5 members voted for the answer in first place."));
    // Three authors are too few to be told of.
    assertThat(proposal.post().figures()).isEmpty();
    List<String> ranking = rows(proposal.evidence().sections(), "All answers");
    assertThat(ranking).hasSize(3);
    assertThat(ranking.get(0)).startsWith("#1 | ").endsWith(" | 5 | " + link(502));
    String author = ranking.get(0).split(" \\| ", -1)[1];
    assertThat(author).isNotBlank();
    assertThat(proposal.post().toJson()).doesNotContain(author);
  }

  @Test
  void looksBackOnTheChallengeOfThisWeekAlone() {
    assertThat(propose(
            tables(),
            PrivacyMode.PSEUDONYMOUS,
            challenge("2026-03-30T00:00:00Z", THREAD),
            challenge("2026-03-22T23:59:59Z", THREAD)))
        .isEqualTo(new Proposal.TooLittle("No weekly challenge was posted in ISO week 2026-W13: Mon"
            + " 23 Mar 2026 to Sun 29 Mar 2026, UTC."));
    assertThat(propose(tables(), PrivacyMode.PSEUDONYMOUS, challenge("2026-03-23T00:00:00Z", 999)))
        .isInstanceOfSatisfying(
            Proposal.TooLittle.class, nothing -> assertThat(nothing.why()).startsWith("Nobody"));
  }

  @Test
  void votesOverTheTurnOfAMonthAreNotAvailableInAnonymousMode() {
    ReportsOf tables = tables();
    ReportRequest request =
        tables.request("2026-03-30", "2026-04-06", PrivacyMode.ANONYMOUS, Audience.MODERATORS);
    assertThat(DRAFT.propose(new DraftInputs(
            request, tables.tables(), List.of(challenge("2026-03-30T07:00:00Z", THREAD)))))
        .isInstanceOfSatisfying(
            Proposal.TooLittle.class,
            nothing ->
                assertThat(nothing.why()).startsWith("NOT_AVAILABLE: votes for answers, because "));
    assertThat(propose(tables, PrivacyMode.ANONYMOUS, CHALLENGE)).isInstanceOf(Proposal.Post.class);
  }
}

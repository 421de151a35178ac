package dev.guildhouse.jobs.catalog;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.Golden;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two messages of a week, and one of the week before that must not get in. */
class TopContentDigestTest {
  private static final String FROM = "2026-03-23";
  private static final String TO = "2026-03-30";
  private static final long EARLY = Snowflake.of(Instant.parse("2026-03-23T10:00:00Z"), 0);
  private static final long LATE = Snowflake.of(Instant.parse("2026-03-28T10:00:00Z"), 0);

  private static SparkSession spark;
  private static ReportContent week;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void build() {
    spark = TablesInMemory.session();
    week = tables().build(new TopContentDigest(), FROM, TO);
  }

  private static ReportsOf tables() {
    ReportsOf tables = new ReportsOf(new TablesInMemory(spark), folder);
    top(tables, "2026-03-23", EARLY, 0, 11, 6);
    top(tables, "2026-03-28", LATE, 777, 0, 2);
    top(tables, "2026-03-22", 5, 0, 11, 99);
    // Two up-votes and a heart of 21, a down-vote of 22, three of unknown members.
    reaction(tables, EARLY, "👍", 21, "2026-03-23T11:00:00Z", 1, 1, true);
    reaction(tables, EARLY, "⬆️", 21, "2026-03-24T11:00:00Z", 1, 1, true);
    reaction(tables, EARLY, "❤", 21, "2026-03-24T11:00:00Z", 1, 0, true);
    reaction(tables, EARLY, "👎", 22, "2026-03-30T09:59:59Z", 1, -1, true);
    reaction(tables, EARLY, "👍", 0, "2026-03-23T10:00:00Z", 3, 1, true);
    // Too late, and by a bot.
    reaction(tables, EARLY, "👍", 23, "2026-03-30T10:00:00Z", 1, 1, true);
    reaction(tables, EARLY, "👍", 24, "2026-03-23T12:00:00Z", 1, 1, false);
    reaction(tables, LATE, "❤", 21, "2026-03-29T12:00:00Z", 1, 0, true);
    reaction(tables, LATE, "❤", 22, "2026-04-02T12:00:00Z", 1, 0, true);
    return tables.add(
        Facts.CHANNELS, "'changed_date':'2026-02-01','channel_id':101,'channel_name':'general'");
  }

  private static void top(
      ReportsOf tables, String day, long message, long thread, long author, long score) {
    tables.add(
        Marts.TOP_CONTENT,
        "'content_date':'%s','rank':1,'message_id':%d,'channel_id':101,'thread_id':%d,"
                .formatted(day, message, thread)
            + "'member_key':%d,'reaction_score':%d,'weighted_score':%d"
                .formatted(author, score, score));
  }

  private static void reaction(
      ReportsOf tables,
      long message,
      String emoji,
      long member,
      String at,
      long count,
      int vote,
      boolean isCounted) {
    tables.add(
        Facts.REACTIONS,
        "'subject_date':'2026-03-23','added_date':'%s','message_id':%d,'emoji':'%s',"
                .formatted(at.substring(0, 10), message, emoji)
            + "'member_key':%d,'channel_id':101,'added_at':'%s','reactions':%d,'vote':%d,"
                .formatted(member, at, count, vote)
            + "'is_counted':" + isCounted);
  }

  @Test
  void standsInItsGoldenFiles() throws IOException {
    Path files = tables().files(week);
    Golden.assertSame(files.resolve("document.json"), "top-content-document.json");
    Golden.assertSame(files.resolve("top_content-2026-W13-content.csv"), "top-content-content.csv");
  }

  /** 2 + 3 up, 1 down, 21 and 22 reacted; the votes in the window end a second before 10:00. */
  @Test
  void tellsLinksVotesAndReactorsWithinTheWindow() {
    assertThat(lines(week, "Content")).hasSize(2);
    assertThat(lines(week, "Content").get(0))
        .startsWith("1 | 2026-03-23 | #general | ")
        .endsWith(" | 6 | 6.00 | 5 | 1 | 2 | https://discord.com/channels/7/101/" + EARLY);
    assertThat(lines(week, "Content").get(1))
        .isEqualTo("2 | 2026-03-28 | #general | () | 2 | 2.00 | 0 | 0 | 2 |"
            + " https://discord.com/channels/7/777/" + LATE);
  }

  /** The days for reactions of the later message reach into April, where members have new keys. */
  @Test
  void countsNobodyTwiceOverTheTurnOfAMonthInAnonymousMode() {
    ReportContent anonymous =
        tables().build(new TopContentDigest(), FROM, TO, PrivacyMode.ANONYMOUS);
    assertThat(lines(anonymous, "Content").get(0)).contains(" | 5 | 1 | 2 | ");
    assertThat(lines(anonymous, "Content").get(1)).contains(" | 0 | 0 | (not available) | ");
    assertThat(anonymous.notes()).anyMatch(note -> note.startsWith("NOT_AVAILABLE: how many"));
  }

  @Test
  void saysNothingOfAGuildThatNobodyWatched() {
    ReportContent empty =
        new ReportsOf(new TablesInMemory(spark), folder).build(new TopContentDigest(), FROM, TO);
    assertThat(empty.table("Content").rows()).isEmpty();
    assertThat(line(empty, "Reactions")).isEqualTo("(not watched) | (not watched) | (not watched)");
  }
}

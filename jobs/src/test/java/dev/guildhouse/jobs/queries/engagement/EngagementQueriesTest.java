package dev.guildhouse.jobs.queries.engagement;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static dev.guildhouse.jobs.queries.Asked.pseudonym;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.queries.Asked;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.YearMonth;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels, contributors, engagement and moderation of 4 and 5 March 2026 in guild 7. */
class EngagementQueriesTest {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final YearMonth MARCH = YearMonth.of(2026, 3);

  private final SparkSession spark = TablesInMemory.session();

  @TempDir
  private Path folder;

  private TablesInMemory tables;

  @BeforeEach
  void tables() {
    tables = new TablesInMemory(spark);
    add(
        GUILD_DAILY,
        "'guild_id':8,'period_start_date':'2026-03-04','posts':500,'flags':70,'messages':900");
  }

  /** 101: 3 + 1 posts, 2 + 4 replies; 102: only replies; 103 wrote only before. */
  @Test
  void ranksEveryChannelByPostsAndReplies() {
    add(CHANNEL_DAILY, "'channel_id':102,'period_start_date':'2026-03-04','replies':9");
    add(CHANNEL_DAILY, "'channel_id':101,'period_start_date':'2026-03-04','posts':3,'replies':2");
    add(CHANNEL_DAILY, "'channel_id':101,'period_start_date':'2026-03-05','posts':1,'replies':4");
    add(CHANNEL_DAILY, "'channel_id':103,'period_start_date':'2026-03-03','posts':5");
    add(CHANNEL_DAILY, "'channel_id':101,'period_start_date':'2026-03-06','posts':50");
    for (long member : new long[] {11, 12, 0}) {
      add(
          Rollups.ACTIVITY_HOURLY,
          "'activity_date':'2026-03-04','hour_at':'2026-03-04T09:00:00Z','channel_id':101,"
              + "'member_key':" + member + ",'messages':1");
      add(
          Rollups.ACTIVITY_HOURLY,
          "'activity_date':'2026-03-05','hour_at':'2026-03-05T09:00:00Z','channel_id':101,"
              + "'member_key':" + member + ",'messages':1");
    }
    add(
        Rollups.ACTIVITY_HOURLY,
        "'activity_date':'2026-03-05','hour_at':'2026-03-05T09:00:00Z','channel_id':101,"
            + "'member_key':13,'reactions_given':1");
    name(101, "general");
    ReportContent content = ask(new TopSpacesQuery());
    assertThat(lines(content, "Top spaces"))
        .containsExactly(
            "1 | #general | 4 | 6 | 10 | 2 | 1.50 | 0.00",
            "2 | #102 | 0 | 9 | 9 | 0 | (no posts) | 0.00");
    assertThat(lines(content, "Quiet channels")).isEmpty();
  }

  /** 40 in the 8 days before are 10 in two days: 2 are few enough, and 3 are not. */
  @Test
  void callsAChannelQuietOnlyWhereItWasWatched() {
    for (long channel : new long[] {101, 102, 103, 104}) {
      add(
          CHANNEL_DAILY,
          "'channel_id':" + channel + ",'period_start_date':'2026-02-24','posts':20,'replies':"
              + (channel == 103 ? 19 : 20));
    }
    add(CHANNEL_DAILY, "'channel_id':101,'period_start_date':'2026-03-05','posts':2");
    add(CHANNEL_DAILY, "'channel_id':102,'period_start_date':'2026-03-05','posts':3");
    add(
        Facts.CHANNELS,
        "'changed_date':'2026-03-01','channel_id':104,'channel_name':'gone','is_deleted':true");
    assertThat(lines(ask(new TopSpacesQuery()), "Quiet channels")).isEmpty();
    for (int day = 24; day < 38; day++) {
      String date = day < 29 ? "2026-02-" + day : "2026-03-0" + (day - 28);
      for (int hour = 0; hour < 24; hour++) {
        add(
            Facts.COLLECTOR_COVERAGE,
            "'covered_date':'%1$s','channel_id':0,'family':'messages','covered_seconds':3600,"
                    .formatted(date)
                + "'hour_at':'%sT%02d:00:00Z'".formatted(date, hour));
      }
    }
    assertThat(lines(ask(new TopSpacesQuery()), "Quiet channels"))
        .containsExactly("#101 | 2 | 10.00 | -80.00");
  }

  /** 12 wrote 2 and has an accepted answer, 11 wrote 3: by replies the first of equals is 11. */
  @Test
  void ranksMembersByPostsRepliesAndAcceptedAnswers() {
    member("2026-03-04", 11, "'posts':1,'replies':1");
    member("2026-03-05", 11, "'replies':1");
    member("2026-03-05", 12, "'posts':2");
    member("2026-03-05", 13, "'posts':1");
    member("2026-03-05", 14, "'reactions_given':8");
    member("2026-03-05", 0, "'posts':8");
    change(501, "2026-02-20", "10:00", "created", 30);
    change(501, "2026-03-04", "12:00", "solved", 0);
    message(601, "2026-02-20", "10:30", 501, 12);
    mark(601, "2026-03-04", "11:59", "✅", 30);
    state(11, "2025-11-30");
    state(12, "2025-02-01");
    add(
        Facts.MEMBERSHIPS,
        "'changed_date':'2026-02-28','changed_at':'2026-02-28T00:00:00Z','member_key':11,"
            + "'change':'joined'");
    assertThat(lines(ask(new TopContributorsQuery()), "Top contributors"))
        .containsExactly(
            "1 | " + pseudonym(folder, MARCH, 12) + " | over a year | 2 | 0 | 1 | 3",
            "2 | " + pseudonym(folder, MARCH, 11) + " | under a month | 1 | 2 | 0 | 3",
            "3 | " + pseudonym(folder, MARCH, 13) + " | (not known) | 1 | 0 | 0 | 1");

    add(Facts.MEMBERS, "'as_of_date':'2026-03-05','member_key':12,'trust_level':'Helper'");
    add(Facts.MEMBERS, "'as_of_date':'2026-03-05','member_key':11");
    assertThat(lines(ask(new TopContributorsQuery()), "Top contributors"))
        .as("a role wins over tenure")
        .anyMatch(line -> line.contains(pseudonym(folder, MARCH, 12) + " | Helper | 2"))
        .anyMatch(line -> line.contains(pseudonym(folder, MARCH, 11) + " | under a month | 1"));
  }

  /** 7 replies to 4 posts; of three forum threads one is solved, another was and is not any more. */
  @Test
  void tellsHowMuchIsDiscussedVotedSolvedAndJoined() {
    add(
        GUILD_DAILY,
        "'period_start_date':'2026-03-04','posts':4,'replies':3,'votes_up':5,'votes_down':1,"
            + "'joins':2,'messages_coverage':1,'reactions_coverage':1,'members_coverage':1");
    add(
        GUILD_DAILY,
        "'period_start_date':'2026-03-05','replies':4,'messages_coverage':1,"
            + "'reactions_coverage':1,'members_coverage':1");
    add(
        Facts.CHANNELS,
        "'changed_date':'2026-01-01','channel_id':30,'channel_name':'help','channel_type':'forum'");
    add(
        Facts.CHANNELS,
        "'changed_date':'2026-01-01','channel_id':31,'channel_name':'chat','channel_type':'text'");
    change(501, "2026-03-04", "10:00", "created", 11);
    change(501, "2026-03-05", "10:00", "solved", 0);
    change(502, "2026-03-04", "10:00", "created", 11);
    change(502, "2026-03-04", "11:00", "solved", 0);
    change(502, "2026-03-04", "12:00", "unsolved", 0);
    change(503, "2026-03-04", "10:00", "created", 11);
    change(504, "2026-03-04", "10:00", "created", 11);
    change(504, "2026-03-04", "10:05", "deleted", 0);
    change(505, "2026-03-04", "10:00", "solved", 0);
    add(
        Facts.THREADS,
        "'subject_date':'2026-03-04','changed_date':'2026-03-04','thread_id':506,'channel_id':31,"
            + "'changed_at':'2026-03-04T10:00:00Z','change':'created','member_key':11,"
            + "'is_counted':true");
    ReportContent content = ask(new EngagementMetricsQuery());
    assertThat(line(content, "Avg. Replies per Post")).startsWith("1.75 | ");
    assertThat(line(content, "Votes Up")).startsWith("5 | ");
    assertThat(line(content, "Votes Down")).startsWith("1 | ");
    assertThat(line(content, "Forum Threads")).startsWith("3 | ");
    assertThat(line(content, "Solved Forum Threads")).startsWith("1 | ");
    assertThat(line(content, "Accepted Rate %")).startsWith("33.33 | ");
    assertThat(line(content, "New Member Joins")).startsWith("2 | ");
  }

  /**
   * Flags at 4 March 08:00. 1: acted on its message after 3 h, though on its member after 1 h. 2: on
   * its member after 1 h. 3: on its member only before. 4: by a bot. So two of four are answered, after
   * 1 h and 3 h: by Kaplan and Meier 3/4 and then 1/2.
   */
  @Test
  void tellsHowLongFlagsWait() {
    add(
        GUILD_DAILY,
        "'period_start_date':'2026-03-04','flags':4,'automod_hits':6,'moderator_actions':4,"
            + "'messages':200,'messages_coverage':1,'moderation_coverage':1");
    add(GUILD_DAILY, "'period_start_date':'2026-03-05','messages_coverage':1");
    for (long flag = 1; flag <= 4; flag++) {
      moderation("flag", flag, "08:00", 900 + flag, 0, 40 + flag, true);
    }
    moderation("moderator_action", 11, "11:00", 901, 70, 0, true);
    moderation("moderator_action", 12, "09:00", 0, 70, 41, true);
    moderation("moderator_action", 13, "09:00", 0, 70, 42, true);
    moderation("moderator_action", 14, "07:59", 0, 70, 43, true);
    moderation("moderator_action", 15, "08:01", 904, 71, 44, false);
    moderation("automod_hit", 16, "08:00", 0, 0, 45, true);
    ReportContent content = ask(new ModerationStatsQuery());
    assertThat(line(content, "Flags")).startsWith("4 | ");
    assertThat(line(content, "AutoMod Hits")).startsWith("6 | ");
    assertThat(line(content, "Flags per 1,000 Messages")).startsWith("20.00 | ");
    assertThat(line(content, "Median Moderator Response, hours"))
        .isEqualTo("3.00 | (no cases) | ()");
    assertThat(line(content, "Flags Answered")).startsWith("2 | ");
    assertThat(line(content, "Flags Open")).startsWith("2 | ");
    assertThat(lines(content, "Daily"))
        .containsExactly(
            "2026-03-04 | 4 | 6 | 4 | 100.00",
            "2026-03-05 | (not watched) | (not watched) | (not watched) | 0.00");
  }

  /** An action on the member answers within 7 days of the flag, and no longer. */
  @Test
  void anActionOnTheMemberAnswersForAWeek() {
    moderationOn("2026-03-01", "flag", 1, "08:00", 41);
    moderationOn("2026-03-08", "moderator_action", 2, "08:00", 41);
    moderationOn("2026-03-02", "flag", 3, "08:00", 42);
    moderationOn("2026-03-09", "moderator_action", 4, "08:01", 42);
    ReportContent content =
        Asked.of(tables, folder).answer(new ModerationStatsQuery(), "2026-03-01", "2026-03-11");
    assertThat(
            Asked.text(Asked.figure(content, "Median Moderator Response, hours").value()))
        .isEqualTo("168.00");
  }

  private ReportContent ask(Query query) {
    return Asked.of(tables, folder).answer(query, "2026-03-04", "2026-03-06");
  }

  private void moderationOn(String day, String kind, long id, String time, long target) {
    add(
        Facts.MODERATION,
        "'happened_date':'%s','case_id':%d,'kind':'%s','happened_at':'%1$sT%s:00Z',"
                .formatted(day, id, kind, time)
            + "'target_key':" + target + ",'is_counted':true");
  }

  private void moderation(
      String kind, long id, String time, long message, long by, long target, boolean isCounted) {
    add(
        Facts.MODERATION,
        "'happened_date':'2026-03-04','case_id':%d,'kind':'%s','happened_at':'2026-03-04T%s:00Z',"
                .formatted(id, kind, time)
            + "'message_id':%d,'member_key':%d,'target_key':%d,'is_counted':%s"
                .formatted(message, by, target, isCounted));
  }

  private void change(long thread, String day, String time, String change, long member) {
    add(
        Facts.THREADS,
        "'subject_date':'%1$s','changed_date':'%1$s','thread_id':%2$d,'channel_id':30,"
                .formatted(day, thread)
            + "'changed_at':'%sT%s:00Z','change':'%s','member_key':%d,'is_counted':true"
                .formatted(day, time, change, member));
  }

  private void message(long id, String day, String time, long thread, long author) {
    add(
        Facts.MESSAGES,
        "'created_date':'%1$s','message_id':%2$d,'created_at':'%1$sT%3$s:00Z','channel_id':30,"
                .formatted(day, id, time)
            + "'thread_id':%d,'member_key':%d,'is_counted':true,'is_live':true"
                .formatted(thread, author));
  }

  private void mark(long message, String day, String time, String emoji, long by) {
    add(
        Facts.REACTIONS,
        "'added_date':'%1$s','subject_date':'%1$s','message_id':%2$d,'emoji':'%3$s',"
                .formatted(day, message, emoji)
            + "'member_key':%d,'added_at':'%sT%s:00Z','reactions':1,'is_counted':true"
                .formatted(by, day, time));
  }

  private void state(long member, String since) {
    add(
        Marts.MEMBER_STATE,
        "'as_of_date':'2026-03-10','member_key':" + member + ",'first_active_date':'" + since
            + "','last_active_date':'2026-03-05'");
  }

  private void member(String day, long key, String sums) {
    add(MEMBER_DAILY, "'period_start_date':'" + day + "','member_key':" + key + "," + sums);
  }

  private void name(long channel, String name) {
    add(
        Facts.CHANNELS,
        "'changed_date':'2026-01-01','channel_id':" + channel + ",'channel_name':'" + name + "'");
  }

  private void add(TableDef table, String fields) {
    String guild = fields.startsWith("'guild_id'") ? "" : "'guild_id':7,";
    tables.with(table, ("{" + guild + fields + "}").replace('\'', '"'));
  }
}

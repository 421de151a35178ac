package dev.guildhouse.jobs.queries.serverstats;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.queries.Asked;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuildStatsTest {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final TableDef GUILD_WEEKLY = Rollups.of(Entity.GUILD, Period.WEEK);
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);
  private static final String WATCHED =
      ",'messages_coverage':1,'reactions_coverage':1,'voice_coverage':1,'members_coverage':1,"
          + "'threads_coverage':1,'moderation_coverage':1";

  @TempDir
  private Path folder;

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());

  @Test
  void tellsActiveInactiveNewAndLeavingMembersApart() {
    with(
        MEMBER_DAILY,
        "'member_key':11,'period_start_date':'2026-03-02','messages':9",
        "'member_key':11,'period_start_date':'2026-03-03','voice_seconds':3600",
        "'member_key':12,'period_start_date':'2026-03-03','messages':20,'reactions_given':3",
        "'member_key':13,'period_start_date':'2026-02-20','messages':5",
        "'member_key':14,'period_start_date':'2026-02-20','messages':5",
        "'member_key':15,'period_start_date':'2026-03-02','joins':1");
    String state = "'member_key':%d,'as_of_date':'2026-03-03','first_active_date':'2026-02-20',"
        + "'last_active_date':'%s'";
    with(
        Marts.MEMBER_STATE,
        state.formatted(11, "2026-03-03"),
        state.formatted(12, "2026-03-03"),
        state.formatted(13, "2026-02-20"),
        state.formatted(14, "2026-02-20"));
    String move = "'member_key':%d,'changed_date':'%s','changed_at':'%sT10:00:00Z','change':'%s',"
        + "'is_counted':true";
    with(
        Facts.MEMBERSHIPS,
        move.formatted(14, "2026-02-19", "2026-02-19", "joined"),
        move.formatted(14, "2026-03-03", "2026-03-03", "left"),
        move.formatted(15, "2026-03-02", "2026-03-02", "joined"));
    with(
        GUILD_DAILY,
        "'period_start_date':'2026-03-02','active_members':1,'joins':1" + WATCHED,
        "'period_start_date':'2026-03-03','active_members':2,'leaves':1,'members_total':50,"
            + "'members_bots':10" + WATCHED);
    // Two of forty people.
    assertThat(line(members("active"), "Active ratio %")).startsWith("5.00 | ");
    assertThat(lines(members("active"), "Active members"))
        .containsExactly(
            name(11) + " | 2 | 9 | 0 | 1.00 | 0 | 2026-03-03",
            name(12) + " | 1 | 20 | 3 | 0.00 | 0 | 2026-03-03");
    assertThat(lines(members("top"), "Top members").get(0)).startsWith(name(12));
    assertThat(lines(members("inactive"), "Inactive members"))
        .containsExactly(name(13) + " | 2026-02-20 | 2026-02-20 | 11");
    assertThat(lines(members("new"), "New members"))
        .containsExactly(name(15) + " | 2026-03-02 | () | () | 0");
    assertThat(lines(members("leaving"), "Leaving members"))
        .containsExactly(name(14) + " | 2026-03-03 | 2026-02-19 | 12 | 0");
  }

  private ReportContent members(String category) {
    return Asked.of(tables, folder)
        .answer(new MembersQuery(), "2026-03-02", "2026-03-04", Map.of("category", category));
  }

  private String name(long member) {
    return Asked.pseudonym(folder, YearMonth.of(2026, 3), member);
  }

  @Test
  void showsActivityByDayChannelAndHour() {
    with(
        GUILD_DAILY,
        "'period_start_date':'2026-03-02','voice_seconds':5400,'voice_sessions':2" + WATCHED);
    with(
        CHANNEL_DAILY,
        "'channel_id':2,'period_start_date':'2026-03-02','voice_seconds':5400,'voice_sessions':2");
    with(
        Rollups.CHANNEL_HOURLY,
        "'activity_date':'2026-03-02','hour_at':'2026-03-02T20:00:00Z','channel_id':2,"
            + "'voice_seconds':5400");
    with(
        Facts.COLLECTOR_COVERAGE,
        "'covered_date':'2026-03-02','hour_at':'2026-03-02T20:00:00Z','family':'voice',"
            + "'covered_seconds':3600");
    ReportContent content = Asked.of(tables, folder)
        .answer(new ActivityQuery(), "2026-03-02", "2026-03-04", Map.of("type", "voice"));
    assertThat(lines(content, "Daily"))
        .containsExactly(
            "2026-03-02 | 1.50 | 2 | 100.00", "2026-03-03 | (not watched) | (not watched) | 0.00");
    assertThat(lines(content, "Channels")).containsExactly("#2 | 1.50 | 2 | 2.08");
    assertThat(lines(content, "Hours of the week").get(20))
        .startsWith("20:00 | 1.50 | (not watched)");
    assertThat(content.chart()).isNotNull();
  }

  /** On the first day only threads were watched, on the second only messages. */
  @Test
  void threadsAreKnownWhereThreadsWereWatched() {
    with(
        GUILD_DAILY,
        "'period_start_date':'2026-03-02','threads_coverage':1",
        "'period_start_date':'2026-03-03','messages_coverage':1");
    assertThat(lines(
            Asked.of(tables, folder)
                .answer(new ActivityQuery(), "2026-03-02", "2026-03-04", Map.of("type", "threads")),
            "Daily"))
        .containsExactly(
            "2026-03-02 | (not watched) | 0 | 0 | 0 | 0.00",
            "2026-03-03 | 0 | (not watched) | (not watched) | (not watched) | 0.00");
    with(GUILD_WEEKLY, "'period_start_date':'2026-03-02','messages_coverage':1");
    with(GUILD_WEEKLY, "'period_start_date':'2026-03-09','threads_coverage':1");
    assertThat(lines(
            Asked.of(tables, folder)
                .answer(new TrendsQuery(), "2026-03-02", "2026-03-16", Map.of("metric", "threads")),
            "Weeks"))
        .containsExactly(
            "2026-03-02 | (not watched) | () | () | () | ()",
            "2026-03-09 | 0.00 | () | () | () | ()");
  }

  /** Flags come by a watch of their own: a week without it has no rate. */
  @Test
  void flagsOfAWeekNeedModerationWatched() {
    with(
        GUILD_WEEKLY,
        "'period_start_date':'2026-03-02','messages':100,'messages_coverage':1",
        "'period_start_date':'2026-03-09','messages':100,'flags':2" + WATCHED);
    assertThat(lines(
            Asked.of(tables, folder).answer(new HealthQuery(), "2026-03-02", "2026-03-16"),
            "Indicators"))
        .extracting(line -> line.substring(line.lastIndexOf('|') + 2))
        .containsExactly("()", "20.00");
  }

  @Test
  void showsChannelsOfOneKind() {
    with(
        CHANNEL_DAILY,
        "'channel_id':1,'channel_type':'text','period_start_date':'2026-03-02','messages':5,"
            + "'attachments':2,'last_active_at':'2026-03-02T11:00:00Z'",
        "'channel_id':1,'channel_type':'text','period_start_date':'2026-03-03','messages':1,"
            + "'threads_created':1,'last_active_at':'2026-03-03T09:00:00Z'",
        "'channel_id':2,'channel_type':'voice','period_start_date':'2026-03-02',"
            + "'voice_seconds':7200,'peak_voice_members':4",
        "'channel_id':2,'channel_type':'voice','period_start_date':'2026-03-03',"
            + "'voice_seconds':3600,'peak_voice_members':3");
    with(
        Rollups.ACTIVITY_HOURLY,
        "'activity_date':'2026-03-02','channel_id':1,'member_key':11,'messages':5",
        "'activity_date':'2026-03-03','channel_id':1,'member_key':11,'messages':1",
        "'activity_date':'2026-03-03','channel_id':2,'member_key':12,'voice_seconds':10800");
    Asked asked = Asked.of(tables, folder);
    assertThat(lines(asked.answer(new ChannelsQuery(), "2026-03-02", "2026-03-04"), "Channels"))
        .containsExactly("#1 | text | 6 | 1 | 2 | (not watched) | 1 | (not watched) |"
            + " (not watched) | (not watched) | 2026-03-03 09:00 | 0.00");
    assertThat(lines(
            asked.answer(
                new ChannelsQuery(), "2026-03-02", "2026-03-04", Map.of("category", "voice")),
            "Channels"))
        .containsExactly("#2 | voice | (not watched) | (not watched) | (not watched) |"
            + " (not watched) | (not watched) | 3.00 | 1 | 4 | () | 0.00");
  }

  /** Channel 1 had 40 and 40 in the four periods before, 20 on average, and has 5; channel 2 has 6. */
  @Test
  void tellsWhichChannelsFellSilent() {
    for (int channel = 1; channel <= 2; channel++) {
      with(
          CHANNEL_DAILY,
          "'channel_id':" + channel + ",'period_start_date':'2026-02-22','posts':10,'replies':30",
          "'channel_id':" + channel + ",'period_start_date':'2026-02-28','replies':40",
          "'channel_id':" + channel + ",'period_start_date':'2026-03-02','posts':" + (4 + channel));
    }
    assertThat(lines(quiet(), "Quiet channels"))
        .as("nobody knows whether it is quiet where nobody watched")
        .isEmpty();
    for (LocalDate day = LocalDate.of(2026, 2, 22);
        day.isBefore(LocalDate.of(2026, 3, 4));
        day = day.plusDays(1)) {
      with(
          Facts.COLLECTOR_COVERAGE,
          "'covered_date':'" + day + "','hour_at':'" + day + "T00:00:00Z','family':'messages',"
              + "'covered_seconds':86400");
    }
    assertThat(lines(quiet(), "Quiet channels")).containsExactly("#1 | 5 | 20.00");
  }

  private ReportContent quiet() {
    return Asked.of(tables, folder)
        .answer(new ChannelsQuery(), "2026-03-02", "2026-03-04", Map.of("category", "quiet"));
  }

  @Test
  void saysWhyNothingIsKnownOfSealedDays() {
    tables.seal(YearMonth.of(2026, 3), 7);
    for (String type : new String[] {"messages", "voice"}) {
      assertThat(Asked.of(tables, folder)
              .answer(new ActivityQuery(), "2026-03-02", "2026-03-04", Map.of("type", type))
              .notes())
          .anyMatch(note -> note.startsWith("NOT_AVAILABLE: the months before 2026-04-01"));
    }
    assertThat(Asked.of(tables, folder)
            .answer(new OverviewQuery(), "2026-03-02", "2026-03-04")
            .notes())
        .anyMatch(note -> note.startsWith("NOT_AVAILABLE: the months before 2026-04-01"));
  }

  /** 100, 110, … 190 messages a week, but a wild sixth and an unwatched seventh week. */
  @Test
  void aTrendIsNotBentByAWildWeek() {
    LocalDate first = LocalDate.of(2026, 1, 5);
    for (int week = 0; week < 10; week++) {
      String messages = "'messages':" + (week == 5 ? 900 : 100 + 10 * week);
      with(
          GUILD_WEEKLY,
          "'period_start_date':'" + first.plusWeeks(week) + "'," + messages
              + (week == 6 ? ",'messages_coverage':0.89" : ",'messages_coverage':0.9"));
    }
    ReportContent content =
        Asked.of(tables, folder).answer(new TrendsQuery(), "2026-01-01", "2026-03-18");
    assertThat(lines(content, "Trend").get(0)).startsWith("messages | 10.00 | ");
    assertThat(lines(content, "Weeks").get(0))
        .isEqualTo("2026-01-05 | 100.00 | 100.00 | () | () | ()");
    assertThat(lines(content, "Weeks").get(6)).startsWith("2026-02-16 | (not watched) | 160.00");
    // Three watched weeks after the gap are too few to forecast from.
    assertThat(lines(content, "Weeks")).hasSize(10);
  }

  /** Each week was 10 above the one before: 190 ± 1.96 · 10, and the week after it ± 1.96 · 10 · √2. */
  @Test
  void theNextWeeksAreLikeTheLast() {
    LocalDate first = LocalDate.of(2026, 1, 5);
    for (int week = 0; week < 10; week++) {
      with(
          GUILD_WEEKLY,
          "'period_start_date':'" + first.plusWeeks(week) + "','messages':" + (100 + 10 * week)
              + ",'messages_coverage':1");
    }
    ReportContent content =
        Asked.of(tables, folder).answer(new TrendsQuery(), "2026-01-05", "2026-03-16");
    assertThat(lines(content, "Trend"))
        .containsExactly("messages | 10.00 | 10.00 | 10.00 | rising");
    assertThat(lines(content, "Weeks").subList(10, 14))
        .startsWith(
            "2026-03-16 | () | () | 190.00 | 170.40 | 209.60",
            "2026-03-23 | () | () | 190.00 | 162.28 | 217.72");
    // From 170 after eight weeks: 180 and 190 came; from 180: 190. Off by 10, 20 and 10.
    assertThat(lines(content, "Back-test")).containsExactly("3 | 13.33 | 7.12 | 100.00");
  }

  /** Week 1 has members 1 to 10 with 11 to 20 messages, week 2 members 6 to 10 and a newcomer. */
  @Test
  void tellsHealthByRetentionAndConcentration() {
    LocalDate first = LocalDate.of(2026, 3, 2);
    for (int week = 0; week < 3; week++) {
      with(
          GUILD_WEEKLY,
          "'period_start_date':'" + first.plusWeeks(week) + "','messages':160,'flags':4" + WATCHED);
    }
    for (int member = 1; member <= 10; member++) {
      active(first, member, 10 + member);
      if (member > 5) {
        active(first.plusWeeks(1), member, 1);
      }
    }
    active(first.plusWeeks(1), 11, 1);
    active(first.plusWeeks(2), 11, 1);
    with(
        Marts.GUILD_ROLLING,
        "'as_of_date':'2026-03-08','stickiness':0.25",
        "'as_of_date':'2026-03-07','stickiness':0.75");
    thread(1, "2026-03-03T10:00:00Z", 1, "2026-03-03T11:00:00Z", 2);
    thread(2, "2026-03-03T10:00:00Z", 1, "2026-03-03T11:00:00Z", 1);
    thread(3, "2026-03-03T10:00:00Z", 1, "2026-03-04T10:00:01Z", 2);
    thread(4, "2026-03-04T10:00:00Z", 1, "2026-03-04T11:00:00Z", 1);
    with(
        Facts.THREADS,
        "'thread_id':4,'changed_date':'2026-03-05','changed_at':'2026-03-05T10:00:00Z',"
            + "'change':'deleted'");
    // An hour before the end: its time is not up.
    thread(5, "2026-03-22T23:00:00Z", 1, "2026-03-22T23:30:00Z", 1);
    ReportContent content =
        Asked.of(tables, folder).answer(new HealthQuery(), "2026-03-02", "2026-03-23");
    // Stickiness, retention, churn, share of the loudest (20 of 155), unanswered, flags.
    assertThat(lines(content, "Indicators"))
        .containsExactly(
            "2026-03-02 | 25.00 | 50.00 | () | 12.90 | 66.67 | 25.00",
            "2026-03-09 | () | 16.67 | 50.00 | 16.67 | () | 25.00",
            "2026-03-16 | () | () | 83.33 | () | () | 25.00");
    assertThat(lines(content, "Feature use %").get(0))
        .isEqualTo("2026-03-02 | 20.00 | 10.00 | 0.00 | 0.00 | 0.00 | 0.00 | 10.00");
    assertThat(lines(content, "Trends"))
        .hasSize(13)
        .allMatch(l -> l.endsWith("too few weeks to tell"));
  }

  /**
   * Four messages in the first of two Mondays' first hours, and nothing else: of 16 − 16/336 the hour
   * of the week explains 8 − 16/336.
   */
  @Test
  void cycleIsTheShareThatTheHourOfTheWeekExplains() {
    for (int day = 2; day < 16; day++) {
      for (int hour = 0; hour < 24; hour++) {
        with(
            Facts.COLLECTOR_COVERAGE,
            "'covered_date':'2026-03-%02d','hour_at':'2026-03-%02dT%02d:00:00Z',"
                    .formatted(day, day, hour)
                + "'family':'messages','covered_seconds':3600");
      }
    }
    with(
        Rollups.CHANNEL_HOURLY,
        "'activity_date':'2026-03-02','hour_at':'2026-03-02T00:00:00Z','channel_id':1,"
            + "'messages':4");
    assertThat(lines(
            Asked.of(tables, folder).answer(new TrendsQuery(), "2026-03-02", "2026-03-16"),
            "Cycle"))
        .containsExactly("336 | 49.85");
  }

  /** Each week one flag more in 100 messages, and one more of ten members who sends stickers. */
  @Test
  void healthAndFeaturesHaveTrends() {
    LocalDate first = LocalDate.of(2026, 1, 5);
    for (int week = 0; week < 8; week++) {
      LocalDate monday = first.plusWeeks(week);
      with(
          GUILD_WEEKLY,
          "'period_start_date':'" + monday + "','messages':100,'flags':" + (week + 1) + WATCHED);
      for (int member = 1; member <= 10; member++) {
        with(
            MEMBER_DAILY,
            "'member_key':" + member + ",'period_start_date':'" + monday + "','messages':10");
        with(
            Rollups.ACTIVITY_HOURLY,
            "'activity_date':'" + monday + "','member_key':" + member
                + ",'channel_id':4,'messages':10,'messages_with_stickers':"
                + (member <= week + 1 ? 1 : 0));
      }
    }
    List<String> trends = lines(
        Asked.of(tables, folder).answer(new HealthQuery(), "2026-01-05", "2026-03-02"), "Trends");
    assertThat(trends)
        .hasSize(13)
        .filteredOn(line -> line.contains("10.00 | 10.00 | 10.00 | rising"))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("Flags"))
        .anyMatch(line -> line.startsWith("Stickers"));
  }

  /** Two hours are allowed: one thread was answered after one, the other after three. */
  @Test
  void theGuildSaysHowLongAThreadMayWait() {
    with(GUILD_WEEKLY, "'period_start_date':'2026-03-02','messages':5" + WATCHED);
    thread(1, "2026-03-03T10:00:00Z", 1, "2026-03-03T11:00:00Z", 2);
    thread(2, "2026-03-03T10:00:00Z", 1, "2026-03-03T13:00:00Z", 2);
    assertThat(lines(
            Asked.of(tables, folder)
                .under("support: {unanswered_hours: 2}")
                .answer(new HealthQuery(), "2026-03-02", "2026-03-09"),
            "Indicators"))
        .containsExactly("2026-03-02 | () | () | () | () | 50.00 | 0.00");
  }

  private void active(LocalDate day, int member, int messages) {
    with(
        MEMBER_DAILY,
        "'member_key':" + member + ",'period_start_date':'" + day + "','messages':" + messages);
    with(Facts.CHANNELS, "'channel_id':5,'changed_date':'2026-01-01','channel_type':'forum'");
    String features = member == 1 ? ",'thread_messages':2,'messages_with_stickers':1" : "";
    with(
        Rollups.ACTIVITY_HOURLY,
        "'activity_date':'" + day + "','member_key':" + member + ",'channel_id':"
            + (member == 2 ? "5,'thread_messages':1" : "4") + ",'messages':" + messages + features);
  }

  private void thread(int id, String begun, int owner, String answered, int author) {
    with(
        Facts.THREADS,
        "'thread_id':" + id + ",'changed_date':'" + begun.substring(0, 10) + "','changed_at':'"
            + begun + "','change':'created','member_key':" + owner + ",'is_counted':true");
    with(
        Facts.MESSAGES,
        "'thread_id':" + id + ",'created_date':'" + answered.substring(0, 10) + "','created_at':'"
            + answered + "','member_key':" + author + ",'is_counted':true,'is_live':true");
  }

  private void with(TableDef table, String... rows) {
    tables.with(
        table,
        Arrays.stream(rows)
            .map(row -> ("{'guild_id':7," + row + "}").replace('\'', '"'))
            .toArray(String[]::new));
  }
}

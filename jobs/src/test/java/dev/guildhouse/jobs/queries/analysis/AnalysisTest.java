package dev.guildhouse.jobs.queries.analysis;

import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.queries.Asked;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.AnomalyTables;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisTest {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);

  @TempDir
  private Path folder;

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());

  @Test
  void tellsTextAndVoiceOfAMemberApart() {
    String hour = "'activity_date':'2026-03-0%d','hour_at':'2026-03-0%dT%02d:00:00Z',"
        + "'channel_id':%d,'member_key':%d,%s";
    with(
        Rollups.ACTIVITY_HOURLY,
        hour.formatted(2, 2, 9, 1, 11, "'messages':4,'posts':1,'replies':3,'reactions_given':2"),
        hour.formatted(3, 3, 21, 2, 11, "'voice_seconds':5400,'voice_sessions':1"),
        hour.formatted(3, 3, 9, 1, 12, "'messages':40"));
    with(
        Facts.MEMBERSHIPS,
        "'member_key':11,'changed_date':'2026-01-05','changed_at':'2026-01-05T08:30:00Z',"
            + "'change':'joined','is_counted':true");
    with(
        SegmentTables.MEMBER_SEGMENTS,
        "'as_of_date':'2026-03-02','member_key':11,'activity_score':10.5",
        "'as_of_date':'2026-03-03','member_key':11,'activity_score':61.25");
    for (String family : new String[] {"messages", "voice", "threads"}) {
      for (int day = 2; day <= 3; day++) {
        with(
            Facts.COLLECTOR_COVERAGE,
            String.format(
                "'covered_date':'2026-03-0%d','hour_at':'2026-03-0%dT%s:00:00Z','family':'%s',"
                    + "'covered_seconds':3600",
                day, day, day == 2 ? "09" : "21", family));
      }
    }
    ReportContent content = answer(new MemberActivityQuery(), "member", "11");
    assertThat(lines(content, "Totals"))
        .contains(
            "Messages | 4",
            "Replies | 3",
            "Voice hours | 1.50",
            "Reactions given | 2",
            "Threads created | 0",
            "Reactions received | (not watched)");
    assertThat(lines(content, "Channels").get(0)).startsWith("#1 | 4 | 1 | 3 | 0.00");
    assertThat(lines(content, "Messages by hour").get(9))
        .startsWith("09:00 | 4.00 | (not watched)");
    assertThat(lines(content, "Messages by hour").get(21))
        .startsWith("21:00 | (not watched) | 0.00");
    assertThat(lines(content, "Voice by hour").get(21)).startsWith("21:00 | (not watched) | 1.50");
    assertThat(lines(content, "Seen"))
        .containsExactly(
            "First message | 2026-03-02 09:00",
            "Last message | 2026-03-02 09:00",
            "First voice | 2026-03-03 21:00",
            "Last voice | 2026-03-03 21:00",
            "Activity score | 61.25");
    // From 8:30 on 5 January to the end of 3 March: 57 days and 15.5 hours.
    assertThat(lines(content, "Stays")).containsExactly("1 | 2026-01-05 | (present) | 57");
  }

  @Test
  void findsAChannelByItsNameAndTellsItsGrowth() {
    with(
        Facts.CHANNELS,
        "'channel_id':1,'changed_date':'2026-01-01','channel_name':'general'",
        "'channel_id':2,'changed_date':'2026-01-01','channel_name':'twin'",
        "'channel_id':3,'changed_date':'2026-01-01','channel_name':'twin'");
    with(
        CHANNEL_DAILY,
        "'channel_id':1,'channel_type':'text','period_start_date':'2026-03-03','messages':30,"
            + "'peak_voice_members':2,'last_active_at':'2026-03-03T09:00:00Z'",
        "'channel_id':1,'channel_type':'text','period_start_date':'2026-02-28','messages':20");
    with(
        Rollups.ACTIVITY_HOURLY,
        "'activity_date':'2026-03-03','channel_id':1,'member_key':11,'messages':29",
        "'activity_date':'2026-03-03','channel_id':1,'member_key':0,'messages':1");
    for (String day : new String[] {"2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03"}) {
      with(
          Facts.COLLECTOR_COVERAGE,
          "'covered_date':'" + day + "','hour_at':'" + day + "T00:00:00Z','family':'messages',"
              + "'covered_seconds':86400");
    }
    ReportContent content = answer(new ChannelActivityQuery(), "channel", "#General");
    assertThat(lines(content, "Totals"))
        .contains("Messages | 30 | 20 | 50.00 | 100.00")
        .contains("Voice hours | (not watched) | (not watched) | (not watched) | 0.00");
    assertThat(lines(content, "Channel"))
        .contains(
            "Kind | text", "Authors | 1", "Peak in voice | 2", "Last active | 2026-03-03 09:00");
    assertThatThrownBy(() -> answer(new ChannelActivityQuery(), "channel", "#twin"))
        .hasMessageContaining("2 are called so");
    assertThatThrownBy(() -> answer(new ChannelActivityQuery(), "channel", "#generl"))
        .hasMessageContaining("general");
  }

  /** Forty members write 2 messages before and 3 after; channel 9 has too few to tell. */
  @Test
  void heldAgainstThePeriodBeforeEverybodysHalfMoreIsHalfMore() {
    for (int member = 1; member <= 40; member++) {
      wrote("2026-02-28", 1, member, 2);
      wrote("2026-03-02", 1, member, 3);
    }
    wrote("2026-03-02", 9, 1, 10);
    for (String day : new String[] {"2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03"}) {
      with(GUILD_DAILY, "'period_start_date':'" + day + "','messages_coverage':1");
    }
    assertThat(lines(answer(new CompareQuery(), "metric", "messages"), "Comparison"))
        .hasSize(2)
        .satisfies(rows -> {
          assertThat(rows.get(0))
              .isEqualTo("2026-02-28 to 2026-03-02 | 80 | 100.00 | () | () | () | ()");
          // 130 of 80; drawing others, the one who wrote 13 comes not at all, or three times.
          assertThat(rows.get(1))
              .startsWith("2026-03-02 to 2026-03-04 | 130 | 100.00 | 62.50 | 50.00 | ");
          assertThat(rows.get(1)).endsWith(" | more");
        });
    with(
        Facts.COLLECTOR_COVERAGE,
        "'covered_date':'2026-03-02','family':'messages','covered_seconds':172800");
    ReportContent channels = Asked.of(tables, folder)
        .answer(
            new CompareQuery(),
            "2026-03-02",
            "2026-03-04",
            Map.of("channel-1", "1", "channel-2", "9"));
    assertThat(lines(channels, "Comparison"))
        .containsExactly(
            "#1 | 120 | 100.00 | () | () | () | ()",
            "#9 | 10 | 100.00 | -91.67 | () | () | too few to tell");
    assertThatThrownBy(() -> answer(new CompareQuery(), "channel-1", "1"))
        .hasMessageContaining("2 to 5");
    assertThatThrownBy(() -> answer(new CompareQuery(), "with", "2026-01-05"))
        .hasMessageContaining("same length");
  }

  @Test
  void guildsOfAnotherOrganizationAreNotShown() {
    String day = "'period_start_date':'2026-03-03','organization_id':%d,'messages':%d,"
        + "'messages_coverage':1";
    with(GUILD_DAILY, day.formatted(5, 10));
    ofGuild(8, GUILD_DAILY, day.formatted(5, 30) + ",'members_total':44");
    ofGuild(9, GUILD_DAILY, day.formatted(6, 99));
    ofGuild(8, Marts.GUILD_ROLLING, "'as_of_date':'2026-03-03','weekly_active_members':12");
    Query query = new CompareGuildsQuery();
    assertThat(lines(answer(query), "Guilds"))
        .containsExactly(
            "8 | 44 | (not known) | 12 | 30 | 0.00 | 0 | 0 | 0 | 50.00",
            "7 | (not known) | (not known) | (not known) | 10 | 0.00 | 0 | 0 | 0 | 50.00");
    assertThat(query.access()).isEqualTo(Query.Access.OPERATORS);
  }

  @Test
  void listsAnomaliesInTheGuildsTime() {
    String found = "'anomaly_date':'2026-03-03','starts_at':'2026-03-03T%s:00:00Z','hours':%d,"
        + "'channel_id':%d,'measure':'%s','observed':%d,'expected':%s,'q_value':0.012,'weeks':8,"
        + "'members':3%s";
    with(
        AnomalyTables.ANOMALIES,
        found.formatted("20", 1, 0, "messages", 210, "20.5", ",'channels':{'1':'150','2':'40'}"),
        found.formatted("00", 24, 0, "joins", 41, "1.0625", ",'channels':{}"));
    ReportContent content = Asked.of(tables, folder)
        .under("time_zone: Europe/Berlin")
        .answer(new AnomaliesQuery(), "2026-03-02", "2026-03-04");
    assertThat(lines(content, "Anomalies"))
        .containsExactly(
            "Tue 2026-03-03 21:00 | hour | guild | messages | 210 | 20.50 | 3 | #1 +150, #2 +40 | 8"
                + " | 1.20",
            "Tue 2026-03-03 01:00 | quiet hours of the UTC day | guild | joins | 41 | 1.06 | 3 |  |"
                + " 8 | 1.20");
  }

  /** Forty members: 1 to 2 messages in the channel of the event, 2 to 3 everywhere else. */
  @Test
  void holdsAnEventBesideTheChannelsItDidNotTouch() {
    for (int member = 1; member <= 40; member++) {
      wrote("2026-03-01", 1, member, 1);
      wrote("2026-03-03", 1, member, 2);
      wrote("2026-03-01", 9, member, 2);
      wrote("2026-03-04", 9, member, 3);
    }
    for (String day : new String[] {"2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"}) {
      with(GUILD_DAILY, "'period_start_date':'" + day + "','messages_coverage':1");
    }
    String settings = "annotations: [{date: 2026-03-03, title: Spring feast, channels: [1]},"
        + " {date: 2026-04-01, title: Later}]";
    assertThat(lines(
            Asked.of(tables, folder)
                .under(settings)
                .answer(new AnnotationsQuery(), "2026-03-01", "2026-03-05", Map.of("days", "2")),
            "Annotations"))
        .containsExactly(
            "2026-03-03 | Spring feast | 1 | 40 | 80 | 80 | 120 | 33.33 | 33.33 | 33.33 | more");
    assertThat(lines(
            Asked.of(tables, folder)
                .under(settings)
                .answer(new AnnotationsQuery(), "2026-03-01", "2026-03-05", Map.of("days", "3")),
            "Annotations"))
        .allMatch(line -> line.endsWith("not over yet"));
  }

  private void wrote(String day, int channel, int member, int messages) {
    with(
        Rollups.ACTIVITY_HOURLY,
        "'activity_date':'" + day + "','channel_id':" + channel + ",'member_key':" + member
            + ",'messages':" + messages);
  }

  private ReportContent answer(Query query, String... option) {
    return Asked.of(tables, folder)
        .answer(
            query,
            "2026-03-02",
            "2026-03-04",
            option.length == 0 ? Map.of() : Map.of(option[0], option[1]));
  }

  private void with(TableDef table, String... rows) {
    ofGuild(7, table, rows);
  }

  private void ofGuild(long guild, TableDef table, String... rows) {
    tables.with(
        table,
        Arrays.stream(rows)
            .map(row -> ("{'guild_id':" + guild + "," + row + "}").replace('\'', '"'))
            .toArray(String[]::new));
  }
}

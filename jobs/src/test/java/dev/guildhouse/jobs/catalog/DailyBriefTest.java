package dev.guildhouse.jobs.catalog;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.queries.support.Waiting;
import dev.guildhouse.jobs.reports.Golden;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.AnomalyTables;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.KpiTables;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Tuesday after 28 days of 100, 101, … messages. Every seventh of those days was half watched and
 * would have had 9,999.
 */
@Tag("acceptance")
class DailyBriefTest {
  private static final String DAY = "2026-03-10";
  private static final String NEXT = "2026-03-11";
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);

  private static SparkSession spark;
  private static ReportContent brief;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void build() {
    spark = TablesInMemory.session();
    brief = tables().build(new DailyBrief(), DAY, NEXT);
  }

  private static ReportsOf tables() {
    ReportsOf tables = new ReportsOf(new TablesInMemory(spark), folder);
    LocalDate first = LocalDate.of(2026, 2, 10);
    for (int day = 0; day < 28; day++) {
      boolean isHalf = day % 7 == 3;
      tables.add(
          GUILD_DAILY,
          day(first.plusDays(day).toString(), isHalf ? 9_999 : 100 + day, isHalf ? "0.5" : "1"));
    }
    tables
        .add(GUILD_DAILY, day(DAY, 227, "1") + ",'unique_authors':12,'members_total':400")
        .addOther(GUILD_DAILY, day(DAY, 5_555, "1"))
        .add(
            KpiTables.KPI_RESULTS,
            "'target_id':'talk','period_start_date':'2026-03-10','as_of_date':'2026-03-10',"
                + "'period':'day','rule':'messages >= 300','target_value':'300','value':'227',"
                + "'coverage':1,'miss':0.2433,'severity':'warning'")
        .add(
            KpiTables.KPI_RESULTS,
            "'target_id':'old','period_start_date':'2026-03-09','as_of_date':'2026-03-09',"
                + "'period':'day','rule':'r','target_value':'300','value':'1',"
                + "'coverage':1,'miss':0.9,'severity':'critical'")
        .add(
            AnomalyTables.ANOMALIES,
            "'anomaly_date':'2026-03-10','channel_id':0,'measure':'messages',"
                + "'starts_at':'2026-03-10T18:00:00Z','hours':1,'observed':90,'expected':8.5,"
                + "'p_value':0.001,'q_value':0.004,'weeks':8,'members':6,'channels':{'101':'70'}")
        .add(
            CHANNEL_DAILY,
            "'channel_id':101,'period_start_date':'2026-03-10','messages':200,"
                + "'unique_authors':9")
        .add(
            CHANNEL_DAILY,
            "'channel_id':102,'period_start_date':'2026-03-10','messages':27,"
                + "'unique_authors':4")
        .add(
            Facts.CHANNELS,
            "'changed_date':'2026-02-01','channel_id':101,'channel_name':'general'");
    question(tables, 601, "2026-03-09T10:00:00Z", 11);
    question(tables, 602, "2026-03-09T12:00:00Z", 12);
    message(tables, 603, "2026-03-09T13:00:00Z", 13, 12, false);
    question(tables, 604, "2026-03-08T23:00:00Z", 11);
    question(tables, 608, "2026-03-08T10:00:00Z", 15);
    question(tables, 605, "2026-03-10T08:00:00Z", 11);
    question(tables, 606, "2026-03-02T09:00:00Z", 11);
    question(tables, 607, "2026-03-02T09:30:00Z", 14);
    tables.add(
        Facts.THREADS,
        "'changed_date':'2026-03-09','changed_at':'2026-03-09T20:00:00Z','thread_id':501,"
            + "'channel_id':103,'member_key':12,'change':'created','is_counted':true");
    return tables;
  }

  private static String day(String day, long messages, String coverage) {
    return "'period_start_date':'" + day + "','messages':" + messages + ",'messages_coverage':"
        + coverage + ",'threads_coverage':" + coverage + ",'reactions_coverage':1,"
        + "'members_coverage':1,'moderation_coverage':1";
  }

  private static void question(ReportsOf tables, long id, String at, long member) {
    message(tables, id, at, member, 0, true);
  }

  private static void message(
      ReportsOf tables, long id, String at, long member, long target, boolean isQuestion) {
    tables.add(
        Facts.MESSAGES,
        "'created_date':'" + at.substring(0, 10) + "','created_at':'" + at + "','message_id':" + id
            + ",'channel_id':101,'thread_id':0,'member_key':" + member + ",'target_key':" + target
            + ",'is_live':true,'is_counted':true,'is_question':" + isQuestion);
  }

  @Test
  void standsInItsGoldenFiles() throws IOException {
    Path files = tables().files(brief);
    Golden.assertSame(files.resolve("document.json"), "daily-brief-document.json");
    for (String table : new String[] {"overview", "usual_days", "coverage", "unanswered"}) {
      Golden.assertSame(
          files.resolve("daily_brief-2026-03-10-" + table + ".csv"),
          "daily-brief-" + table + ".csv");
    }
  }

  /** 227 after 121 a week before; the 12th and 13th of the 24 whole days are 113 and 114. */
  @Test
  void comparesWithTheSameWeekdayAndWithTheMedianOfWholeDays() {
    assertThat(line(brief, "Messages")).isEqualTo("227 | 121 | 87.60");
    assertThat(lines(brief, "Usual days")).contains("Messages | 227.00 | 113.50 | 100.00 | 24");
  }

  @Test
  void neverTakesADayThatNobodyWatchedForZero() {
    assertThat(line(brief, "Voice hours"))
        .isEqualTo("(not watched) | (not watched) | (not watched)");
    assertThat(lines(brief, "Usual days"))
        .contains("Voice hours | (not watched) | (not watched) | (not watched) | 0");
    assertThat(lines(brief, "Coverage"))
        .contains("voice | 0.00 | 0.00", "messages | 100.00 | 100.00");
  }

  /** 601 and 501 were asked in the 24 hours before the day; 604 was told the day before. */
  @Test
  void tellsEachCaseOnTheDayOnWhichItsTimeWasUp() {
    assertThat(line(brief, "Unanswered questions")).isEqualTo("1 | 2 | -50.00");
    assertThat(line(brief, "Unanswered threads")).isEqualTo("1 | 0 | (new)");
    assertThat(lines(brief, "Unanswered"))
        .containsExactly(
            "question | #general | 2026-03-09 | () | https://discord.com/channels/7/101/601",
            "thread | #103 | 2026-03-09 | () | https://discord.com/channels/7/501");
  }

  /** The 30 hours of 604 and 601 end on the day, those of 608 on the day before. */
  @Test
  void looksBackAsFarAsTheHoursToWaitReach() {
    Waiting waiting = Waiting.dueOn(tables().tables(), ReportsOf.GUILD, LocalDate.parse(DAY), 30);
    assertThat(waiting.unanswered("question")).isEqualByComparingTo("2");
    waiting.forget();
  }

  @Test
  void tellsWhatWasUnusualAndMissedThatDayAndWhereMostWasSaid() {
    assertThat(lines(brief, "Anomalies"))
        .containsExactly("Tue 2026-03-10 18:00 | hour | guild | messages | 90 | 8.50 | 6 | #general"
            + " +70 | 8 | 0.40");
    assertThat(lines(brief, "Missed targets"))
        .containsExactly("talk | messages >= 300 | day | 2026-03-10 | 2026-03-10 | 300.00 | 227.00"
            + " | 24.33 | 0 | 100.00 | warning | (open)");
    assertThat(lines(brief, "Channels").get(0)).startsWith("1 | #general | 200 | 0 | 9");
  }

  /** Two hours of the day after are there; what a week before came later in the day is left out. */
  @Test
  void tellsTheNextDaySoFarBesideTheSameHoursBefore() {
    ReportsOf tables = tables();
    hour(tables, "2026-03-11", 0, 11, 3);
    hour(tables, "2026-03-11", 1, 12, 4);
    hour(tables, "2026-03-04", 1, 11, 5);
    hour(tables, "2026-03-04", 2, 11, 50);
    ReportContent morning = tables.build(new DailyBrief(), DAY, NEXT);
    assertThat(lines(morning, "Today so far"))
        .hasSize(5)
        .startsWith(
            "2026-03-11 | 2 | 7 | 0.00 | incomplete", "2026-03-04 | 1 | 5 | 0.00 | the same hours");
    assertThat(brief.tables()).noneMatch(table -> table.name().equals("Today so far"));
    hour(tables, "2026-03-11", 23, 11, 1);
    assertThat(tables.build(new DailyBrief(), DAY, NEXT).tables())
        .noneMatch(table -> table.name().equals("Today so far"));
  }

  private static void hour(ReportsOf tables, String day, int hour, long member, long messages) {
    tables.add(
        Rollups.ACTIVITY_HOURLY,
        "'activity_date':'%1$s','hour_at':'%1$sT%2$02d:00:00Z','channel_id':101,"
                .formatted(day, hour)
            + "'member_key':" + member + ",'messages':" + messages);
  }

  @Test
  void comparesNothingWithADayThatWasWatchedInPart() {
    ReportContent half = tables().build(new DailyBrief(), "2026-03-06", "2026-03-07");
    assertThat(line(half, "Messages")).isEqualTo("9999 | 9999 | (not watched)");
    assertThat(lines(half, "Usual days"))
        .anySatisfy(
            row -> assertThat(row).startsWith("Messages | 9999.00").contains("(not watched)"));
  }

  /** Over the turn of a month nobody can be followed to his answer; what was counted stays. */
  @Test
  void saysInAnonymousModeWhoseAnswersCannotBeTold() {
    ReportContent anonymous =
        tables().build(new DailyBrief(), "2026-03-01", "2026-03-02", PrivacyMode.ANONYMOUS);
    assertThat(line(anonymous, "Unanswered questions")).startsWith("(not available)");
    assertThat(line(anonymous, "Messages")).isEqualTo("119 | 112 | 6.25");
    assertThat(anonymous.notes())
        .anySatisfy(note -> assertThat(note).contains("NOT_AVAILABLE", "anonymous"));
    ReportContent later = tables().build(new DailyBrief(), DAY, NEXT, PrivacyMode.ANONYMOUS);
    assertThat(line(later, "Unanswered questions")).isEqualTo("1 | 2 | -50.00");
  }

  @Test
  void saysNothingOfAGuildThatNobodyWatched() {
    ReportContent empty =
        new ReportsOf(new TablesInMemory(spark), folder).build(new DailyBrief(), DAY, NEXT);
    assertThat(line(empty, "Messages")).isEqualTo("(not watched) | (not watched) | (not watched)");
    assertThat(line(empty, "Unanswered questions")).startsWith("(not watched)");
    for (String table : new String[] {"Anomalies", "Missed targets", "Unanswered", "Channels"}) {
      assertThat(empty.table(table).rows()).as(table).isEmpty();
    }
    assertThat(empty.table("Daily").rows()).hasSize(29);
  }

  @Test
  void isOfOneDayAndForModeratorsAlone() {
    assertThatThrownBy(() -> tables().build(new DailyBrief(), "2026-03-02", "2026-03-09"))
        .hasMessageContaining("it is about one day");
    assertThatThrownBy(() ->
            tables().build(new DailyBrief(), DAY, NEXT, PrivacyMode.PSEUDONYMOUS, Audience.PUBLIC))
        .hasMessageContaining("it has no such form");
  }
}

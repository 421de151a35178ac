package dev.guildhouse.jobs.catalog;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.reports.Golden;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A March in which five members wrote 1, 2, 3, 4 and 10 messages and one only talked, watched on its
 * first three days.
 */
@Tag("acceptance")
class MonthlyUserstatsTest {
  private static final String FROM = "2026-03-01";
  private static final String TO = "2026-04-01";

  private static SparkSession spark;
  private static ReportContent month;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void build() {
    spark = TablesInMemory.session();
    month = tables().build(new MonthlyUserstats(), FROM, TO);
  }

  private static ReportsOf tables() {
    ReportsOf tables = new ReportsOf(new TablesInMemory(spark), folder);
    for (int day = 1; day <= 3; day++) {
      for (int hour = 0; hour < 24; hour++) {
        tables.add(
            Facts.COLLECTOR_COVERAGE,
            "'covered_date':'2026-03-%1$02d','channel_id':0,'family':'messages',".formatted(day)
                + "'hour_at':'2026-03-%02dT%02d:00:00Z','covered_seconds':3600"
                    .formatted(day, hour));
      }
    }
    long[] messages = {1, 2, 3, 4, 10};
    for (int member = 0; member < messages.length; member++) {
      hour(tables, 1 + member % 2, 8 + member, 11 + member, "'messages':" + messages[member]);
    }
    hour(tables, 3, 20, 16, "'voice_seconds':5400");
    hour(tables, 3, 21, 0, "'joins':2,'leaves':1");
    return tables
        .addOther(
            Rollups.ACTIVITY_HOURLY,
            "'activity_date':'2026-03-01','hour_at':'2026-03-01T08:00:00Z','channel_id':9,"
                + "'member_key':99,'messages':777")
        .add(
            Rollups.of(Entity.GUILD, Period.MONTH),
            "'period_start_date':'2026-03-01','messages':20,'unique_authors':5,'joins':2,"
                + "'leaves':1,'voice_seconds':5400,'messages_coverage':0.0968,"
                + "'members_coverage':0.0968")
        .add(
            Facts.GUILD_SNAPSHOTS,
            "'snapshot_date':'2026-03-03','snapshot_at':'2026-03-03T10:00:00Z','members':40");
  }

  /** The hour of a day of March. */
  private static void hour(ReportsOf tables, int day, int hour, long member, String fields) {
    tables
        .add(
            Rollups.ACTIVITY_HOURLY,
            "'activity_date':'2026-03-%1$02d','hour_at':'2026-03-%1$02dT%2$02d:00:00Z',"
                    .formatted(day, hour)
                + "'channel_id':101,'member_key':" + member + "," + fields)
        .add(
            Rollups.CHANNEL_HOURLY,
            "'activity_date':'2026-03-%1$02d','hour_at':'2026-03-%1$02dT%2$02d:00:00Z',"
                    .formatted(day, hour)
                + "'channel_id':101," + fields);
  }

  @Test
  void standsInItsGoldenFiles() throws IOException {
    Path files = tables().files(month);
    Golden.assertSame(files.resolve("document.json"), "monthly-userstats-document.json");
    for (String table : new String[] {"full", "weekday", "hourly", "hours_of_the_week"}) {
      Golden.assertSame(
          files.resolve("monthly_userstats-2026-03-" + table + ".csv"),
          "monthly-userstats-" + table + ".csv");
    }
    assertThat(files.resolve("monthly_userstats-2026-03.png")).isRegularFile();
  }

  /**
   * By hand: mean 20 / 5; deviation √((9 + 4 + 1 + 0 + 36) / 4) = √12.5; median 3; p90 4 + 0.6 × 6;
   * Gini 2 × 80 / (5 × 20) − 6 / 5 = 0.4, times 5 / 4; the top one of five has 10 of 20.
   */
  @Test
  void tellsTheWholeMonthWithDeviationAndInequality() {
    assertThat(lines(month, "Full"))
        .containsExactly(
            "full | 40 | 5 | 1 | 2 | 1 | 20 | 4.00 | 3.54 | 1.50 | 1.50 | 0.00 | 3.00 |"
                + " 6.67 | 5 | 3.00 | 7.60 | 0.50 | 50.00");
  }

  /** 1 March was a Sunday: members 11, 13 and 15 wrote on it, 1 + 3 + 10 messages. */
  @Test
  void splitsItByWeekdayAndByHour() {
    assertThat(lines(month, "Weekday")).hasSize(7);
    assertThat(lines(month, "Weekday").get(6)).startsWith("Sunday | 40 | 3 |").contains("| 14 |");
    assertThat(lines(month, "Weekday").get(3)).contains("(not watched)");
    assertThat(lines(month, "Hourly")).hasSize(24);
    assertThat(lines(month, "Hourly").get(12)).startsWith("12 | 40 | 1 |").contains("| 10 |");
    assertThat(lines(month, "Hours of the week").get(12))
        .isEqualTo("12:00 | 0.00 | 0.00 | (not watched) | (not watched) | (not watched)"
            + " | (not watched) | 10.00");
  }

  @Test
  void tellsAMonthInAnonymousModeButComparesNobodyWithTheDaysBefore() {
    ReportContent anonymous =
        tables().build(new MonthlyUserstats(), FROM, TO, PrivacyMode.ANONYMOUS);
    assertThat(anonymous.table("Full")).isEqualTo(month.table("Full"));
    assertThat(line(anonymous, "Authors")).isEqualTo("5 | (not available) | (not available)");
    assertThat(anonymous.notes())
        .anySatisfy(note -> assertThat(note).contains("NOT_AVAILABLE", "anonymous"));
  }

  @Test
  void saysNothingOfAGuildThatNobodyWatched() {
    ReportContent empty =
        new ReportsOf(new TablesInMemory(spark), folder).build(new MonthlyUserstats(), FROM, TO);
    assertThat(lines(empty, "Full").get(0)).startsWith("full | (not known) | (not watched)");
    assertThat(lines(empty, "Hourly")).hasSize(24);
  }

  @Test
  void neverCrossesTheEndOfAMonth() {
    assertThatThrownBy(() -> tables().build(new MonthlyUserstats(), "2026-03-20", "2026-04-02"))
        .hasMessageContaining("Reports can't span different months");
    assertThatThrownBy(() -> tables()
            .build(new MonthlyUserstats(), FROM, TO, PrivacyMode.PSEUDONYMOUS, Audience.PUBLIC))
        .hasMessageContaining("it has no such form");
  }
}

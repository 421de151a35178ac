package dev.guildhouse.jobs.catalog;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.Golden;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
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

/** A week with three flags: one answered after 2 hours, one after 4, one never. */
@Tag("acceptance")
class ModerationReportTest {
  private static final String FROM = "2026-03-02";
  private static final String TO = "2026-03-09";

  private static SparkSession spark;
  private static ReportContent week;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void build() {
    spark = TablesInMemory.session();
    week = tables().build(new ModerationReport(), FROM, TO);
  }

  private static ReportsOf tables() {
    ReportsOf tables = new ReportsOf(new TablesInMemory(spark), folder);
    for (int day = 23; day <= 28; day++) {
      tables.add(
          Rollups.of(Entity.GUILD, Period.DAY),
          "'period_start_date':'2026-02-" + day + "','messages':100,'flags':1,"
              + "'messages_coverage':1,'moderation_coverage':1");
    }
    tables.add(
        Rollups.of(Entity.GUILD, Period.DAY),
        "'period_start_date':'2026-03-01','messages_coverage':1,'moderation_coverage':1");
    for (int day = 2; day <= 8; day++) {
      tables.add(
          Rollups.of(Entity.GUILD, Period.DAY),
          "'period_start_date':'2026-03-0" + day + "','messages':200,'messages_coverage':1,"
              + "'moderation_coverage':1" + (day == 4 ? ",'flags':3,'moderator_actions':2" : "")
              + (day == 5 ? ",'automod_hits':7" : ""));
    }
    moderation(tables, "flag", 1, "10:00", 501, 0, 11);
    moderation(tables, "moderator_action", 2, "12:00", 501, 90, 11);
    moderation(tables, "flag", 3, "10:00", 502, 0, 12);
    moderation(tables, "moderator_action", 4, "14:00", 502, 90, 12);
    moderation(tables, "flag", 5, "11:00", 503, 0, 13);
    return tables;
  }

  private static void moderation(
      ReportsOf tables, String kind, long id, String time, long message, long by, long target) {
    tables.add(
        Facts.MODERATION,
        "'happened_date':'2026-03-04','case_id':%d,'kind':'%s','happened_at':'2026-03-04T%s:00Z',"
                .formatted(id, kind, time)
            + "'message_id':%d,'member_key':%d,'target_key':%d,'is_counted':true"
                .formatted(message, by, target));
  }

  @Test
  void standsInItsGoldenFiles() throws IOException {
    Path files = tables().files(week);
    Golden.assertSame(files.resolve("document.json"), "moderation-document.json");
    Golden.assertSame(files.resolve("moderation-2026-W10-overview.csv"), "moderation-overview.csv");
    Golden.assertSame(files.resolve("moderation-2026-W10-daily.csv"), "moderation-daily.csv");
  }

  /** 3 flags after 6; 3 of 1,400 messages after 6 of 600; two of three were answered within 4 h. */
  @Test
  void tellsFlagsActionsAndHowFastTheyWereAnswered() {
    assertThat(line(week, "Flags")).isEqualTo("3 | 6 | -50.00");
    assertThat(line(week, "AutoMod Hits")).isEqualTo("7 | 0 | (new)");
    assertThat(line(week, "Moderator Actions")).isEqualTo("2 | 0 | (new)");
    assertThat(line(week, "Flags per 1,000 Messages")).isEqualTo("2.14 | 10.00 | -78.57");
    assertThat(line(week, "Median Moderator Response, hours")).startsWith("4.00 |");
    assertThat(line(week, "Flags Answered")).startsWith("2 |");
    assertThat(line(week, "Flags Open")).startsWith("1 |");
    assertThat(lines(week, "Daily").get(2)).isEqualTo("2026-03-04 | 3 | 0 | 2 | 100.00");
  }

  @Test
  void neverTakesADayThatNobodyWatchedForZero() {
    ReportContent later = tables().build(new ModerationReport(), "2026-03-06", "2026-03-10");
    assertThat(lines(later, "Daily").get(3))
        .isEqualTo("2026-03-09 | (not watched) | (not watched) | (not watched) | 0.00");
    assertThat(line(later, "Flags")).endsWith("(not watched)");
  }

  @Test
  void saysInAnonymousModeThatAnswersOverTheTurnOfAMonthAreNotAvailable() {
    ReportContent anonymous =
        tables().build(new ModerationReport(), "2026-02-27", "2026-03-06", PrivacyMode.ANONYMOUS);
    assertThat(line(anonymous, "Flags Answered")).startsWith("(not available)");
    assertThat(line(anonymous, "Flags")).startsWith("5 |");
    assertThat(anonymous.notes()).anyMatch(note -> note.startsWith("NOT_AVAILABLE"));
  }

  @Test
  void saysNothingOfAGuildThatNobodyWatched() {
    ReportContent empty =
        new ReportsOf(new TablesInMemory(spark), folder).build(new ModerationReport(), FROM, TO);
    assertThat(line(empty, "Flags")).isEqualTo("(not watched) | (not watched) | (not watched)");
    assertThat(empty.table("Daily").rows()).hasSize(7);
  }
}

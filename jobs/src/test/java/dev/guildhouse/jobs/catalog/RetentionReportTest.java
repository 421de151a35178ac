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
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four members of whom two stay, in the last of twelve weeks. */
@Tag("acceptance")
class RetentionReportTest {
  private static final String FROM = "2026-03-23";
  private static final String TO = "2026-03-30";

  private static SparkSession spark;
  private static ReportContent week;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void build() {
    spark = TablesInMemory.session();
    week = tables().build(new RetentionReport(), FROM, TO);
  }

  private static ReportsOf tables() {
    ReportsOf tables = new ReportsOf(new TablesInMemory(spark), folder);
    for (int ago = 1; ago <= 4; ago++) {
      tables.add(
          Rollups.of(Entity.GUILD, Period.WEEK),
          "'period_start_date':'%s','messages_coverage':1,'reactions_coverage':1,'voice_coverage':%s"
              .formatted(LocalDate.parse(TO).minusWeeks(ago), ago == 3 ? "0.5" : "1"));
    }
    for (int member = 1; member <= 4; member++) {
      tables
          .add(
              Facts.MEMBERS, "'member_key':" + member + ",'first_joined_at':'2026-03-17T10:00:00Z'")
          .add(Marts.MEMBER_STATE, "'member_key':" + member + ",'first_active_date':'2026-03-17'");
      active(tables, member, "2026-03-16");
      if (member <= 2) {
        active(tables, member, "2026-03-23");
      }
    }
    for (String segment : new String[] {"regular", "new_users"}) {
      tables.add(
          SegmentTables.SEGMENT_COUNTS,
          "'as_of_date':'2026-03-29','segment':'%s','members':%d,'flagged_members':1,'members_total':12"
              .formatted(segment, segment.equals("regular") ? 8 : 4));
    }
    move(tables, "regular", "regular", 7);
    move(tables, "new_users", "regular", 1);
    move(tables, "absent", "new_users", 4);
    return tables;
  }

  private static void active(ReportsOf tables, long member, String monday) {
    tables.add(
        Rollups.of(Entity.MEMBER, Period.WEEK),
        "'member_key':" + member + ",'period_start_date':'" + monday + "','messages':1");
  }

  private static void move(ReportsOf tables, String from, String to, int members) {
    tables.add(
        SegmentTables.SEGMENT_MOVES,
        "'as_of_date':'2026-03-29','days_apart':7,'from_segment':'%s','to_segment':'%s','members':%d"
            .formatted(from, to, members));
  }

  @Test
  void standsInItsGoldenFiles() throws IOException {
    Path files = tables().files(week);
    Golden.assertSame(files.resolve("document.json"), "retention-document.json");
    for (String table : new String[] {"cohorts", "lifecycle", "moves", "segments"}) {
      Golden.assertSame(
          files.resolve("retention-2026-W13-" + table + ".csv"), "retention-" + table + ".csv");
    }
    for (String picture : new String[] {"", "-cohorts", "-moves"}) {
      assertThat(files.resolve("retention-2026-W13" + picture + ".png")).isRegularFile();
    }
  }

  @Test
  void tellsCohortsLifecycleAndMoves() {
    assertThat(lines(week, "Cohorts"))
        .containsExactly("2026-03-16 | 4 | 100.00 | 50.00" + " | ()".repeat(10));
    assertThat(lines(week, "Lifecycle").get(10))
        .isEqualTo("2026-03-16 | 4 | 4 | (incomplete) | (incomplete) | (incomplete) | 2 | 50.00");
    assertThat(line(week, "Next-week retention %")).startsWith("50.00 | (incomplete)");
    assertThat(line(week, "Members who moved")).startsWith("5 ");
    assertThat(lines(week, "Moves")).contains("regular | regular | 7 | 100.00");
  }

  @Test
  void saysInAnonymousModeThatNobodyCanBeFollowed() {
    ReportContent anonymous =
        tables().build(new RetentionReport(), FROM, TO, PrivacyMode.ANONYMOUS);
    assertThat(line(anonymous, "Next-week retention %")).startsWith("(not available)");
    assertThat(anonymous.tables()).isEmpty();
    assertThat(anonymous.notes())
        .allSatisfy(note -> assertThat(note).contains("NOT_AVAILABLE"))
        .hasSize(4);
    assertThat(tables().files(anonymous).resolve("document.json")).isRegularFile();
  }

  @Test
  void saysWhichNightIsMissingInAGuildThatNobodyWatched() {
    ReportContent empty =
        new ReportsOf(new TablesInMemory(spark), folder).build(new RetentionReport(), FROM, TO);
    assertThat(empty.table("Cohorts").rows()).isEmpty();
    assertThat(lines(empty, "Lifecycle").get(11)).contains("(incomplete)");
    assertThat(empty.notes()).anyMatch(note -> note.contains("no night of guild 7"));
  }
}

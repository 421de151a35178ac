package dev.guildhouse.jobs.queries.engagement;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.queries.Asked;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewQueryTest {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);

  private final SparkSession spark = TablesInMemory.session();

  @TempDir
  private Path folder;

  private TablesInMemory tables;

  @BeforeEach
  void tables() {
    tables = new TablesInMemory(spark);
  }

  /** 5 posts and 7 replies after 4 and 4: 12 against 8 are 50 % more. */
  @Test
  void addsPostsAndRepliesAndComparesThemWithThePeriodBefore() {
    day("2026-03-02", 4, 3, 1.0);
    day("2026-03-03", 0, 1, 1.0);
    day("2026-03-04", 5, 3, 1.0);
    day("2026-03-05", 0, 4, 1.0);
    day("2026-03-06", 90, 90, 1.0);
    ReportContent content = ask("2026-03-04", "2026-03-06");
    assertThat(line(content, "Total Posts")).isEqualTo("5 | 4 | 25.00");
    assertThat(line(content, "Total Replies")).isEqualTo("7 | 4 | 75.00");
    assertThat(line(content, "Growth Rate")).isEqualTo("50.00 | () | ()");
    assertThat(lines(content, "Daily"))
        .containsExactly("2026-03-04 | 5 | 3 | 100.00", "2026-03-05 | 0 | 4 | 100.00");
  }

  @Test
  void aQuietDayIsZeroAndADayThatNobodyWatchedIsUnknown() {
    day("2026-03-04", 0, 0, 1.0);
    day("2026-03-06", 2, 0, 0.5);
    ReportContent content = ask("2026-03-04", "2026-03-07");
    assertThat(lines(content, "Daily"))
        .containsExactly(
            "2026-03-04 | 0 | 0 | 100.00",
            "2026-03-05 | (not watched) | (not watched) | 0.00",
            "2026-03-06 | 2 | 0 | 50.00");
    assertThat(line(content, "Total Posts")).isEqualTo("2 | (not watched) | (not watched)");
    assertThat(line(content, "Growth Rate")).startsWith("(not watched)");
  }

  /** Voice makes nobody a contributor, and the unknown member is nobody. */
  @Test
  void countsWhoWroteReactedOrVotedOnce() {
    day("2026-03-04", 1, 1, 1.0);
    member("2026-03-04", 11, "'messages':2");
    member("2026-03-05", 11, "'messages':1,'reactions_given':3");
    member("2026-03-05", 12, "'reactions_given':1");
    member("2026-03-04", 13, "'poll_votes':1");
    member("2026-03-04", 14, "'voice_seconds':9000,'threads_created':1");
    member("2026-03-04", 0, "'messages':9");
    member("2026-03-03", 15, "'messages':1");
    ReportContent content = ask("2026-03-04", "2026-03-06");
    assertThat(line(content, "Active Members")).isEqualTo("3 | 1 | (not watched)");
  }

  /** 1 post a day after 2 on each day of 9 weekend days: 30 against 18, and in 28 days 28 against 18. */
  @Test
  void besideThirtyDaysStandTwentyEight() {
    LocalDate end = LocalDate.of(2026, 4, 30);
    for (int ago = 1; ago <= 60; ago++) {
      LocalDate day = end.minusDays(ago);
      boolean isWeekend = day.getDayOfWeek().getValue() > 5;
      day(day.toString(), ago <= 30 ? 1 : isWeekend ? 2 : 0, 0, 1.0);
    }
    ReportContent content = ask("2026-03-31", "2026-04-30");
    assertThat(line(content, "Growth Rate")).isEqualTo("66.67 | () | ()");
    assertThat(lines(content, "Growth over 28 days"))
        .containsExactly(
            "Total Posts | 28 | 18 | 55.56",
            "Total Replies | 0 | 0 | 0.00",
            "Active Members | 0 | 0 | 0.00",
            "Growth Rate | 55.56 | () | ()");
    assertThat(ask("2026-04-01", "2026-04-30").tables())
        .noneMatch(table -> table.name().contains("28"));
  }

  @Test
  void countsNobodyAcrossMonthsWhereKeysChangeWithTheMonth() {
    day("2026-03-31", 1, 0, 1.0);
    day("2026-04-01", 1, 0, 1.0);
    member("2026-03-31", 11, "'messages':1");
    ReportContent content = Asked.of(tables, folder)
        .under("privacy: {mode: anonymous}")
        .answer(new OverviewQuery(), "2026-03-31", "2026-04-02");
    assertThat(line(content, "Active Members")).startsWith("(not available)");
    assertThat(line(content, "Total Posts")).startsWith("2 | ");
    assertThat(content.notes()).anyMatch(note -> note.startsWith("NOT_AVAILABLE"));
  }

  private ReportContent ask(String from, String to) {
    return Asked.of(tables, folder).answer(new OverviewQuery(), from, to);
  }

  private void day(String day, int posts, int replies, double watched) {
    tables.with(
        GUILD_DAILY,
        ("{'guild_id':7,'period_start_date':'" + day + "','posts':" + posts + ",'replies':"
                + replies + ",'messages_coverage':" + watched + ",'reactions_coverage':" + watched
                + "}")
            .replace('\'', '"'));
  }

  private void member(String day, long key, String sums) {
    tables.with(
        MEMBER_DAILY,
        ("{'guild_id':7,'period_start_date':'" + day + "','member_key':" + key + "," + sums + "}")
            .replace('\'', '"'));
  }
}

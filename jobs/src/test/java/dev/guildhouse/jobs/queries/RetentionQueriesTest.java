package dev.guildhouse.jobs.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionQueriesTest {
  /** A Wednesday, so that the week of 30 March has not ended. */
  private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

  private static final LocalDate WEEK1 = LocalDate.of(2026, 3, 9);
  private static final LocalDate WEEK2 = LocalDate.of(2026, 3, 16);
  private static final LocalDate WEEK3 = LocalDate.of(2026, 3, 23);
  private static final LocalDate WEEK4 = LocalDate.of(2026, 3, 30);
  private static final DayRange RANGE = new DayRange(WEEK1, WEEK4.plusWeeks(1));

  @TempDir
  private static Path folder;

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());

  @Test
  void triangleMarksWhatIsIncompleteAndWithholdsWhatIsSmall() {
    for (LocalDate week : List.of(WEEK1, WEEK2, WEEK3, WEEK4)) {
      watched(week, week.equals(WEEK3) ? 0.89 : 1.0);
    }
    for (int member = 1; member <= 12; member++) {
      joined(member, "2026-03-15T23:59:59Z", "");
    }
    joined(20, "2026-03-16T00:00:00Z", "");
    joined(21, "2026-03-16T00:00:00Z", ", \"left_at\": \"2026-03-17T00:00:00Z\"");
    joined(30, "2026-03-10T00:00:00Z", ", \"is_bot\": true");
    joined(31, "2026-03-01T00:00:00Z", "");
    for (int member = 1; member <= 6; member++) {
      active(member, WEEK1);
    }
    for (int member = 4; member <= 6; member++) {
      active(member, WEEK2);
    }
    active(20, WEEK2);
    active(30, WEEK1);
    AskedOn asked = AskedOn.on(folder, TODAY);
    ReportContent moderators = asked.answer("retention cohorts", tables, RANGE, Map.of());
    assertThat(AskedOn.lines(moderators, "Shares"))
        .containsExactly(
            "2026-03-09|12|50.00|25.00|(incomplete)|(incomplete)",
            "2026-03-16|2|50.00|(incomplete)|(incomplete)|()");
    assertThat(AskedOn.lines(moderators, "Counts").get(0))
        .isEqualTo("2026-03-09|12|6|3|(incomplete)|(incomplete)");
    ReportContent everybody =
        asked.by(Audience.PUBLIC).answer("retention cohorts", tables, RANGE, Map.of());
    assertThat(AskedOn.lines(everybody, "Shares"))
        .containsExactly(
            "2026-03-09|12|50.00|(withheld)|(incomplete)|(incomplete)",
            "2026-03-16|(withheld)|(withheld)|(incomplete)|(incomplete)|()");
  }

  @Test
  void everyActiveMemberOfAWeekIsNewRetainedOrResurrected() {
    watched(WEEK1.minusWeeks(1), 1.0);
    for (LocalDate week : List.of(WEEK1, WEEK2, WEEK3, WEEK4)) {
      watched(week, 1.0);
    }
    // 1 comes and stays, 2 misses a week, 3 comes late, 4 was there long before.
    first(1, "2026-03-10");
    first(2, "2026-03-11");
    first(3, "2026-03-23");
    first(4, "2025-12-01");
    active(1, WEEK1, WEEK2, WEEK3, WEEK4);
    active(2, WEEK1, WEEK3);
    active(3, WEEK3);
    active(4, WEEK2);
    active(0, WEEK2);
    assertThat(AskedOn.lines(
            AskedOn.on(folder, TODAY).answer("retention lifecycle", tables, RANGE, Map.of()),
            "Weeks"))
        .containsExactly(
            "2026-03-09|2|2|0|0|0|1|50.00",
            "2026-03-16|2|0|1|1|1|1|50.00",
            "2026-03-23|3|1|1|1|1|(incomplete)|(incomplete)",
            "2026-03-30|(incomplete)|(incomplete)|(incomplete)|(incomplete)|(incomplete)"
                + "|(incomplete)|(incomplete)");
  }

  /** March is sealed up to Tuesday the 31st, so that the week of 6 April is the first open one. */
  @Test
  void sealedWeeksAreNotAvailableAndNobodyIsNewInTheFirstOpenOne() {
    LocalDate open = LocalDate.of(2026, 4, 6);
    tables.seal(YearMonth.of(2026, 3), 7);
    for (int week = -3; week < 3; week++) {
      watched(open.plusWeeks(week), 1.0);
    }
    first(1, "2026-04-07");
    first(2, "2026-04-08");
    first(3, "2026-04-14");
    active(1, open, open.plusWeeks(1));
    active(2, open);
    active(3, open.plusWeeks(1));
    joined(1, "2026-04-01T00:00:00Z", "");
    AskedOn asked = AskedOn.on(folder, LocalDate.of(2026, 4, 21));
    DayRange range = new DayRange(open.minusWeeks(2), open.plusWeeks(2));
    ReportContent lifecycle = asked.answer("retention lifecycle", tables, range, Map.of());
    String sealed = "|(not available)".repeat(7);
    assertThat(AskedOn.lines(lifecycle, "Weeks"))
        .containsExactly(
            "2026-03-23" + sealed,
            "2026-03-30" + sealed,
            "2026-04-06|2|(not available)|(not available)|(not available)|(not available)|1|50.00",
            "2026-04-13|2|1|1|0|1|(incomplete)|(incomplete)");
    assertThat(lifecycle.notes())
        .anyMatch(note -> note.startsWith("NOT_AVAILABLE: the months before 2026-04-01"));
    ReportContent cohorts = asked.answer("retention cohorts", tables, range, Map.of());
    assertThat(AskedOn.lines(cohorts, "Counts"))
        .containsExactly("2026-03-30|1|(not available)|1|1|()");
    assertThat(cohorts.notes()).anyMatch(note -> note.startsWith("NOT_AVAILABLE"));
  }

  @Test
  void staysAreNumberedAndTheirMedianIsThatOfThoseWhoLeft() {
    changed(11, "joined", "2026-03-01T00:00:00Z");
    changed(11, "left", "2026-03-04T12:00:00Z");
    changed(11, "joined", "2026-03-10T00:00:00Z");
    changed(12, "left", "2026-03-02T00:00:00Z");
    changed(13, "joined", "2026-03-03T00:00:00Z");
    changed(13, "joined", "2026-03-20T00:00:00Z");
    changed(13, "left", "2026-03-28T00:00:00Z");
    changed(14, "joined", "2026-02-20T00:00:00Z");
    changed(14, "left", "2026-03-06T00:00:00Z");
    ReportContent content = AskedOn.on(folder, TODAY)
        .answer(
            "retention spells", tables, new DayRange(LocalDate.of(2026, 3, 1), TODAY), Map.of());
    assertThat(AskedOn.lines(content, "Stays"))
        .extracting(line -> line.substring(line.indexOf('|') + 1))
        .containsExactly(
            "1|2026-03-01|2026-03-04|3",
            "2|2026-03-10|(present)|22",
            "1|(before all that is known)|2026-03-02|()",
            "1|2026-03-03|(not seen)|()",
            "2|2026-03-20|2026-03-28|8",
            "1|2026-02-20|2026-03-06|14");
    assertThat(AskedOn.figure(content, "Left")).isEqualTo("4");
    assertThat(AskedOn.figure(content, "Median tenure at leaving, days")).isEqualTo("8.00");
    assertThat(AskedOn.lines(
            AskedOn.on(folder, TODAY).answer("retention spells", tables, Map.of("member", "11")),
            "Stays"))
        .hasSize(2);
  }

  private void watched(LocalDate week, double coverage) {
    tables.with(
        Rollups.of(Entity.GUILD, Period.WEEK),
        ("{\"guild_id\": 7, \"period_start_date\": \"%s\", \"messages_coverage\": 1.0,"
                + " \"reactions_coverage\": 1.0, \"voice_coverage\": %s}")
            .formatted(week, coverage));
  }

  private void joined(long member, String at, String more) {
    tables.with(
        Facts.MEMBERS,
        "{\"guild_id\": 7, \"member_key\": %d, \"first_joined_at\": \"%s\"%s}"
            .formatted(member, at, more));
  }

  private void active(long member, LocalDate... weeks) {
    for (LocalDate week : weeks) {
      tables.with(
          Rollups.of(Entity.MEMBER, Period.WEEK),
          "{\"guild_id\": 7, \"member_key\": %d, \"period_start_date\": \"%s\", \"messages\": 1}"
              .formatted(member, week));
    }
  }

  private void first(long member, String day) {
    tables.with(
        Marts.MEMBER_STATE,
        "{\"guild_id\": 7, \"member_key\": %d, \"first_active_date\": \"%s\"}"
            .formatted(member, day));
  }

  private void changed(long member, String change, String at) {
    tables.with(
        Facts.MEMBERSHIPS,
        ("{\"guild_id\": 7, \"member_key\": %d, \"change\": \"%s\", \"changed_at\": \"%s\","
                + " \"is_counted\": true}")
            .formatted(member, change, at));
  }
}

package dev.guildhouse.jobs.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.SegmentTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentQueriesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

  @TempDir
  private static Path folder;

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());
  private final AskedOn asked = AskedOn.on(folder, TODAY);

  @Test
  void listsSharesChangesAndActionsOfTheLastNight() {
    count("2026-03-24", "at_risk", 10, 10, 100);
    count("2026-03-24", "regular", 90, 90, 100);
    count("2026-03-31", "at_risk", 20, 20, 120);
    count("2026-03-31", "whales", 5, 8, 120);
    count("2026-03-31", "regular", 95, 95, 120);
    ReportContent content = asked.answer("segments list", tables, Map.of());
    assertThat(AskedOn.lines(content, "Segments"))
        .contains(
            "at_risk|20|16.67|10|10|100.00|20|Re-engage with drops or events",
            "whales|5|4.17|(not told)|()|()|8|Reward loyalty, offer exclusive perks",
            "regular|95|79.17|90|5|5.56|95|Keep going",
            "dormant|0|0.00|(not told)|()|()|0|Win-back campaign")
        .hasSize(8);
    // Twice as many, and 20 lies beyond the Poisson interval of 10, which ends at 18.4.
    assertThat(content.notes()).anyMatch(note -> note.startsWith("Alert: at_risk rose from 10 to"));
  }

  @Test
  void riseThatChanceExplainsDoesNotAlert() {
    count("2026-03-24", "at_risk", 10, 10, 100);
    count("2026-03-31", "at_risk", 18, 18, 100);
    assertThat(asked.answer("segments list", tables, Map.of()).notes())
        .noneMatch(note -> note.startsWith("Alert"));
  }

  @Test
  void nightsThatWereNotToldAndAnonymousGuildsSayWhy() {
    assertThatThrownBy(() -> asked.answer("segments list", tables, Map.of()))
        .hasMessageContaining("no night of guild 7 was told");
    assertThatThrownBy(
            () -> asked.in(PrivacyMode.ANONYMOUS).answer("segments list", tables, Map.of()))
        .hasMessageContaining("NOT_AVAILABLE");
  }

  @Test
  void movesAndBackTestCountTheSameWays() {
    count("2026-03-31", "regular", 1, 1, 1);
    move("at_risk", "dormant", 6);
    move("at_risk", "regular", 3);
    move("at_risk", "absent", 1);
    move("regular", "dormant", 10);
    move("regular", "regular", 80);
    move("whales", "whales", 10);
    move("dormant", "dormant", 50);
    move("absent", "dormant", 9);
    assertThat(AskedOn.lines(asked.answer("segments moves", tables, Map.of("days", "30")), "Moves"))
        .contains("at_risk|dormant|6|60.00", "regular|dormant|10|11.11", "absent|dormant|9|100.00")
        .hasSize(8);
    // 6 of 10, after Wilson 31.27 to 83.18 %; of 100 others 10; lift 0.6 / 0.1.
    assertThat(AskedOn.lines(asked.answer("segments backtest", tables, Map.of()), "Nights"))
        .isEqualTo(List.of("2026-03-31|10|6|1|60.00|31.27|83.18|100|10|10.00|6.00"));
  }

  @Test
  void membersStandWithSegmentScoreAndPseudonym() {
    count("2026-03-31", "whales", 1, 1, 2);
    tables.with(SegmentTables.MEMBER_SEGMENTS, """
        {"as_of_date": "2026-03-31", "guild_id": 7, "member_key": 11, "segment": "whales", "is_whale": true, "is_voice_regular": true, "activity_score": 71.256, "idle_days": 0}""", """
        {"as_of_date": "2026-03-31", "guild_id": 7, "member_key": 12, "segment": "never_active", "is_never_active": true, "activity_score": 0}""");
    ReportContent content = asked.answer("segments members", tables, Map.of());
    java.time.YearMonth month = java.time.YearMonth.of(2026, 3);
    assertThat(AskedOn.lines(content, "Members"))
        .containsExactly(
            asked.pseudonyms().of(7, month, 11) + "|whales|whales, voice_regulars|71.26|0|0.00",
            asked.pseudonyms().of(7, month, 12)
                + "|never_active|never_active|0.00|(never active)|0.00");
    assertThat(AskedOn.lines(
            asked.answer("segments members", tables, Map.of("segment", "whales")), "Members"))
        .hasSize(1);
  }

  @Test
  void streaksStandTheLongestFirst() {
    for (int member = 1; member <= 3; member++) {
      tables.with(
          Marts.MEMBER_STATE,
          ("{\"guild_id\": 7, \"member_key\": %d, \"as_of_date\": \"2026-03-31\","
                  + " \"first_active_date\": \"2026-03-01\", \"last_active_date\": \"2026-03-31\","
                  + " \"streak_days\": %d}")
              .formatted(member, member == 3 ? 0 : member * 4));
    }
    ReportContent content = asked.answer("streaks", tables, Map.of());
    assertThat(AskedOn.lines(content, "Streaks"))
        .hasSize(2)
        .first()
        .asString()
        .endsWith("|8|2026-03-31|2026-03-01");
    assertThat(AskedOn.figure(content, "Streaks alive")).isEqualTo("2");
    AskedOn anonymous = asked.in(PrivacyMode.ANONYMOUS);
    assertThatThrownBy(() -> anonymous.answer("streaks", tables, Map.of()))
        .hasMessageContaining("NOT_AVAILABLE: in anonymous mode");
  }

  private void count(String night, String segment, int members, int flagged, int total) {
    tables.with(
        SegmentTables.SEGMENT_COUNTS,
        ("{\"as_of_date\": \"%s\", \"guild_id\": 7, \"segment\": \"%s\", \"members\": %d,"
                + " \"flagged_members\": %d, \"members_total\": %d}")
            .formatted(night, segment, members, flagged, total));
  }

  private void move(String from, String to, int members) {
    tables.with(
        SegmentTables.SEGMENT_MOVES,
        ("{\"as_of_date\": \"2026-03-31\", \"guild_id\": 7, \"days_apart\": 30,"
                + " \"from_segment\": \"%s\", \"to_segment\": \"%s\", \"members\": %d}")
            .formatted(from, to, members));
  }
}

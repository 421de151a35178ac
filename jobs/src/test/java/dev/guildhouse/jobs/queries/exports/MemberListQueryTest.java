package dev.guildhouse.jobs.queries.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.queries.AskedOn;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.export.AnswerExport;
import dev.guildhouse.jobs.reports.export.ExportFormat;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberListQueryTest {
  @TempDir
  private static Path folder;

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());
  private final AskedOn asked = AskedOn.on(folder, LocalDate.of(2026, 4, 1));

  @Test
  void everyPresentMemberStandsWithSumsOfTheDaysAndWhereTheyStand() throws IOException {
    tables.with(SegmentTables.SEGMENT_COUNTS, """
        {"as_of_date": "2026-03-31", "guild_id": 7, "segment": "whales", "members": 1}""");
    tables.with(SegmentTables.MEMBER_SEGMENTS, """
        {"as_of_date": "2026-03-31", "guild_id": 7, "member_key": 12, "segment": "never_active", "is_never_active": true, "is_dormant": false, "is_at_risk": false}""", """
        {"as_of_date": "2026-03-31", "guild_id": 7, "member_key": 11, "segment": "whales", "is_whale": true, "is_dormant": false, "activity_score": 71.256, "idle_days": 2}""", """
        {"as_of_date": "2026-03-31", "guild_id": 8, "member_key": 13, "segment": "whales", "activity_score": 99}""");
    tables.with(Rollups.of(Entity.MEMBER, Period.DAY), """
        {"period_start_date": "2026-03-28", "guild_id": 7, "member_key": 11, "messages": 3, "voice_seconds": 5400, "reactions_given": 2, "reactions_received": 7, "reward_amount": 1.25}""", """
        {"period_start_date": "2026-03-29", "guild_id": 7, "member_key": 11, "messages": 4, "reward_amount": 2}""", """
        {"period_start_date": "2026-02-01", "guild_id": 7, "member_key": 11, "messages": 100}""");
    tables.with(Facts.MEMBERS, """
        {"as_of_date": "2026-03-31", "guild_id": 7, "member_key": 11, "joined_at": "2026-01-02T23:59:59Z"}""");
    tables.with(Marts.MEMBER_STATE, """
        {"as_of_date": "2026-03-31", "guild_id": 7, "member_key": 11, "streak_days": 6}""");
    ReportContent content = asked.answer(ExportQueries.USERS, tables, Map.of());
    YearMonth month = YearMonth.of(2026, 3);
    String first = asked.pseudonyms().of(7, month, 11);
    String second = asked.pseudonyms().of(7, month, 12);
    Path file = folder.resolve("users.csv");
    assertThat(
            AnswerExport.write(content.tables().get(0), ExportFormat.CSV, file).rows())
        .isEqualTo(2);
    assertThat(Files.readString(file))
        .isEqualTo("""
        member,joined,last_active,rewards_rsnc,messages,voice_hours,reactions_given,reactions_received,streak_days,score,segment,is_never_active,is_dormant,is_at_risk,is_new_user,is_whale,is_power_user,is_voice_regular
        """
            + first + ",2026-01-02,2026-03-29,3.25,7,1.50,2,7,6,71.26,whales,no,no,,no,yes,no,no\n"
            + second + ",,,0.00,0,0.00,0,0,0,0.00,never_active,yes,no,no,no,no,no,no\n");
  }

  @Test
  void nobodyIsListedWhereNobodyCanBeFollowed() {
    assertThatThrownBy(
            () -> asked.in(PrivacyMode.ANONYMOUS).answer(ExportQueries.USERS, tables, Map.of()))
        .hasMessageContaining("NOT_AVAILABLE: in anonymous mode");
  }
}

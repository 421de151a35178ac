package dev.guildhouse.jobs.queries.serverstats;

import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.queries.Asked;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewQueryTest {
  @TempDir
  private Path folder;

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());

  private OverviewQueryTest() {
    with(
        Rollups.CHANNEL_HOURLY,
        "'activity_date':'2026-03-02','hour_at':'2026-03-02T23:00:00Z','channel_id':1,"
            + "'messages':5,'messages_with_files':2,'messages_with_embeds':1,"
            + "'messages_with_stickers':1,'messages_with_reactions':3,'threads_created':1,"
            + "'thread_messages':2",
        "'activity_date':'2026-03-03','hour_at':'2026-03-03T00:00:00Z','channel_id':1,"
            + "'messages':7,'threads_archived':1",
        "'activity_date':'2026-03-03','hour_at':'2026-03-03T23:00:00Z','channel_id':2,"
            + "'voice_seconds':2700");
    String member =
        "'activity_date':'%s','hour_at':'%sT%s:00:00Z','channel_id':1,'member_key':%d," + "'%s':%d";
    with(
        Rollups.ACTIVITY_HOURLY,
        // Active on Tuesday a week before: gone at the end of Tuesday the 3rd, there on the 2nd.
        member.formatted("2026-02-24", "2026-02-24", "05", 11, "messages", 1),
        member.formatted("2026-03-02", "2026-03-02", "23", 12, "messages", 4),
        member.formatted("2026-03-02", "2026-03-02", "23", 13, "messages", 1),
        member.formatted("2026-03-03", "2026-03-03", "00", 12, "messages", 6),
        member.formatted("2026-03-03", "2026-03-03", "00", 0, "messages", 1),
        member.formatted("2026-03-03", "2026-03-03", "23", 14, "voice_seconds", 2_700),
        member.formatted("2026-03-03", "2026-03-03", "23", 15, "reactions_given", 1));
    String voice = "'voice_date':'2026-03-03','channel_id':2,'member_key':%d,"
        + "'started_at':'2026-03-03T%sZ','ended_at':'%sZ','voice_seconds':%d,'is_counted':true";
    with(
        Facts.VOICE_SESSIONS,
        voice.formatted(14, "23:30:00", "2026-03-04T00:00:00", 1_800),
        voice.formatted(16, "23:15:00", "2026-03-03T23:30:00", 900),
        voice.formatted(17, "23:20:00", "2026-03-03T23:40:00", 1_200));
    with(
        Facts.MESSAGES,
        "'created_date':'2026-03-02','created_at':'2026-03-02T23:10:00Z','thread_id':9,"
            + "'is_counted':true,'is_live':true,'is_topic':true,'stickers':0,'attachments':0,"
            + "'embeds':0,'has_poll':false");
    with(
        Facts.GUILD_SNAPSHOTS,
        "'snapshot_date':'2026-03-01','snapshot_at':'2026-03-01T10:00:00Z','members':90,"
            + "'channels_text':4",
        "'snapshot_date':'2026-03-03','snapshot_at':'2026-03-03T00:00:00Z','members':92,"
            + "'channels_text':5,'channels_forum':1");
    for (int day = 1; day <= 3; day++) {
      for (int hour = 0; hour < 24; hour++) {
        with(
            Facts.COLLECTOR_COVERAGE,
            String.format(
                "'covered_date':'2026-03-%02d','hour_at':'2026-03-%02dT%02d:00:00Z',"
                    + "'family':'messages','covered_seconds':3600",
                day, day, hour));
        // Threads are watched from the 2nd on.
        if (day > 1) {
          with(
              Facts.COLLECTOR_COVERAGE,
              String.format(
                  "'covered_date':'2026-03-%02d','hour_at':'2026-03-%02dT%02d:00:00Z',"
                      + "'family':'threads','covered_seconds':3600",
                  day, day, hour));
        }
      }
    }
  }

  @Test
  void takesASnapshotAtTheEndOfEachDay() {
    ReportContent content =
        Asked.of(tables, folder).answer(new OverviewQuery(), "2026-03-01", "2026-03-04");
    // Members, active, in voice, authors; messages and those with files, embeds, stickers,
    // reactions; voice minutes and peak; threads active, created, archived and their messages.
    assertThat(lines(content, "Snapshots"))
        .containsExactly(
            "2026-03-02 00:00 | 90 | 1 | (not watched) | 0 | 0 | 0 | 0 | 0 | 0 | (not watched) |"
                + " (not watched) | 0 | (not watched) | (not watched) | 0 | 100.00 | 0.00",
            "2026-03-03 00:00 | 90 | 3 | (not watched) | 2 | 5 | 2 | 1 | 1 | 3 | (not watched) |"
                + " (not watched) | 1 | 1 | 0 | 2 | 100.00 | 0.00",
            "2026-03-04 00:00 | 92 | 3 | 1 | 1 | 7 | 0 | 0 | 0 | 0 | 45.00 | 2 | 0 | 0 | 1 | 0 |"
                + " 100.00 | 0.00");
    assertThat(lines(content, "Channels"))
        .containsExactly(
            "2026-03-03 | 0 | #1 | 7 | 0.00",
            "2026-03-03 | 0 | #2 | 0 | 45.00",
            "2026-03-02 | 1 | #1 | 5 | 0.00");
    assertThat(lines(content, "Channels by kind"))
        .contains("text | 5", "forum | 1", "stage | (not known)");
  }

  @Test
  void takesOneAtTheEndOfEachHour() {
    ReportContent content = Asked.of(tables, folder)
        .answer(new OverviewQuery(), "2026-03-03", "2026-03-04", Map.of("interval", "1h"));
    assertThat(lines(content, "Snapshots")).hasSize(24);
    assertThat(lines(content, "Snapshots").get(0))
        .startsWith("2026-03-03 01:00 | 92 | 3 | (not watched) | 1 | 7 | ");
    // The one of 24 February at 5:00 still counts at 5:00 on 3 March, and no longer at 6:00.
    assertThat(lines(content, "Snapshots").get(4)).startsWith("2026-03-03 05:00 | 92 | 3 | ");
    assertThat(lines(content, "Snapshots").get(5)).startsWith("2026-03-03 06:00 | 92 | 2 | ");
    assertThat(lines(content, "Snapshots").get(23)).startsWith("2026-03-04 00:00 | 92 | 3 | 1 | ");
  }

  /** Over 7 days whoever wrote or spoke in them is active; over 30 days still only those of the last 7. */
  @Test
  void takesOneAtTheEndOfAWeekAndOfThirtyDays() {
    assertThat(lines(
            Asked.of(tables, folder)
                .answer(new OverviewQuery(), "2026-02-25", "2026-03-04", Map.of("interval", "1w")),
            "Snapshots"))
        .containsExactly(
            "2026-03-04 00:00 | 92 | 3 | 1 | 2 | 12 | 2 | 1 | 1 | 3 | 45.00 | 2 | 1 | 1"
                + " | 1 | 2 | 42.86 | 0.00");
    assertThat(lines(
            Asked.of(tables, folder)
                .answer(new OverviewQuery(), "2026-02-02", "2026-03-04", Map.of("interval", "1m")),
            "Snapshots"))
        .containsExactly(
            "2026-03-04 00:00 | 92 | 3 | 1 | 3 | 12 | 2 | 1 | 1 | 3 | 45.00 | 2 | 1 | 1"
                + " | 1 | 2 | 10.00 | 0.00");
  }

  @Test
  void refusesARangeShorterThanTheInterval() {
    assertThatThrownBy(() -> Asked.of(tables, folder)
            .answer(new OverviewQuery(), "2026-03-01", "2026-03-04", Map.of("interval", "1w")))
        .hasMessageContaining("shorter");
  }

  private void with(TableDef table, String... rows) {
    tables.with(
        table,
        Arrays.stream(rows)
            .map(row -> ("{'guild_id':7," + row + "}").replace('\'', '"'))
            .toArray(String[]::new));
  }
}

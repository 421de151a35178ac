package dev.guildhouse.jobs.queries.serverstats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.queries.Asked;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentAndVoiceTest {
  private static final DayRange DAY = DayRange.of(LocalDate.of(2026, 3, 2));

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());

  @Test
  void everyMessageIsOfTheFirstKindThatFits() {
    String plain = "'is_topic':true,'stickers':0,'attachments':0,'embeds':0,'has_poll':false";
    message(plain);
    message(plain);
    message(plain.replace("'is_topic':true", "'is_topic':false"));
    message(plain.replace("'has_poll':false", "'has_poll':true"));
    message(
        plain.replace("'embeds':0", "'embeds':2").replace("'is_topic':true", "'is_topic':false"));
    message(
        plain.replace("'attachments':0", "'attachments':1").replace("'embeds':0", "'embeds':2"));
    message(plain
        .replace("'stickers':0", "'stickers':1")
        .replace("'attachments':0", "'attachments':1"));
    message("'is_topic':true");
    tables.with(
        Facts.MESSAGES,
        "{\"guild_id\":7,\"created_date\":\"2026-03-02\",\"is_counted\":true,\"is_live\":false}",
        "{\"guild_id\":8,\"created_date\":\"2026-03-02\",\"is_counted\":true,\"is_live\":true}");
    assertThat(lines(ContentTypes.read(tables, 7, DAY, null)))
        .containsExactly(
            "sticker | 1 | 12.50",
            "file | 1 | 12.50",
            "embed | 1 | 12.50",
            "poll | 1 | 12.50",
            "reply | 1 | 12.50",
            "plain | 2 | 25.00",
            "not known | 1 | 12.50");
  }

  /** 10:00–11:00, 10:30–10:40 within it and 10:50–11:30 over its end: an hour and a half in use. */
  @Test
  void timeInUseCountsOverlappingStaysOnce() {
    stay(11, "10:00:00", "11:00:00", 3_600);
    stay(12, "10:30:00", "10:40:00", 600);
    stay(13, "10:50:00", "11:00:00", 600);
    stay(13, "11:00:00", "11:30:00", 1_800);
    tables.with(
        Facts.COLLECTOR_COVERAGE,
        "{\"guild_id\":7,\"family\":\"voice\",\"covered_date\":\"2026-03-02\",\"covered_seconds\":21600}");
    assertThat(lines(VoiceUse.read(tables, 7, DAY, ChannelNames.read(tables, 7, DAY.to()))))
        .containsExactly("#2 | 1.83 | 3 | 2 | 1.50 | 25.00 | 1.22 | () | 25.00");
    // 1.2222 of 5, which it was limited to at the end of the days.
    limit("2026-02-01", "10");
    limit("2026-03-01", "5");
    limit("2026-03-03", "2");
    limit("2026-03-02", "null");
    assertThat(lines(VoiceUse.read(tables, 7, DAY, ChannelNames.read(tables, 7, DAY.to()))))
        .containsExactly("#2 | 1.83 | 3 | 2 | 1.50 | 25.00 | 1.22 | 24.44 | 25.00");
    limit("2026-03-02", "0");
    assertThat(lines(VoiceUse.read(tables, 7, DAY, ChannelNames.read(tables, 7, DAY.to()))))
        .as("the limit was lifted")
        .containsExactly("#2 | 1.83 | 3 | 2 | 1.50 | 25.00 | 1.22 | () | 25.00");
  }

  private void limit(String day, String limit) {
    tables.with(
        Facts.CHANNELS,
        "{\"guild_id\":7,\"channel_id\":2,\"changed_date\":\"%s\",\"user_limit\":%s}"
            .formatted(day, limit));
  }

  private void message(String fields) {
    tables.with(
        Facts.MESSAGES,
        ("{'guild_id':7,'created_date':'2026-03-02','is_counted':true,'is_live':true," + fields
                + "}")
            .replace('\'', '"'));
  }

  private void stay(int member, String from, String to, int seconds) {
    tables.with(
        Facts.VOICE_SESSIONS,
        String.format(
                "{'guild_id':7,'voice_date':'2026-03-02','channel_id':2,'member_key':%d,"
                    + "'started_at':'2026-03-02T%sZ','ended_at':'2026-03-02T%sZ',"
                    + "'voice_seconds':%d,'is_counted':true}",
                member, from, to, seconds)
            .replace('\'', '"'));
  }

  private static List<String> lines(ReportTable table) {
    return table.rows().stream()
        .map(row -> String.join(" | ", row.stream().map(Asked::text).toList()))
        .toList();
  }
}

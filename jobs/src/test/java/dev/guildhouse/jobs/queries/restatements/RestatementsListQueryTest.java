package dev.guildhouse.jobs.queries.restatements;

import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.queries.Asked;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestatementsListQueryTest {
  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());

  @TempDir
  private Path folder;

  @BeforeEach
  void tables() {
    tables.with(
        Facts.CHANNELS,
        json("'guild_id':7,'changed_date':'2026-01-01','channel_id':101,'channel_name':'general'"));
    change("channel_daily", 101, "2026-03-02", "messages", 12, "'old_value':20,'new_value':19");
    change("guild_daily", 0, "2026-03-02", "messages", 12, "'old_value':90,'new_value':89");
    change("guild_daily", 0, "2026-03-02", "messages", 15, "'old_value':89,'new_value':88.5");
    change("guild_daily", 0, "2026-03-02", "members_total", 15, "'new_value':7");
    change("guild_weekly", 0, "2026-02-23", "messages", 12, "'old_value':1,'new_value':2");
    tables.with(
        Marts.RESTATEMENTS,
        json("'guild_id':7,'table_name':'guild_daily','period_start_date':'2026-03-03',"
            + "'metric':'posts','release':16,'reason':'erasure',"
            + "'restated_at':'2026-03-09T01:00:00Z'"),
        json("'guild_id':8,'table_name':'guild_daily','period_start_date':'2026-03-03',"
            + "'metric':'posts','release':16,'reason':'late'"));
  }

  @Test
  void tellsEveryChangeOfThePeriodFromWhatToWhatAndWhy() {
    assertThat(lines(ask(Map.of()), "Restatements"))
        .containsExactly(
            "2026-03-02 | channel_daily | #general | messages | 20 | 19 | late | 2026-03-08 | 12",
            "2026-03-02 | guild_daily | () | members_total | (not known) | 7 | late | 2026-03-08"
                + " | 15",
            "2026-03-02 | guild_daily | () | messages | 90 | 89 | late | 2026-03-08 | 12",
            "2026-03-02 | guild_daily | () | messages | 89 | 88.5 | late | 2026-03-08 | 15",
            "2026-03-03 | guild_daily | () | posts | (withheld) | (withheld) | erasure | 2026-03-09"
                + " | 16");
  }

  @Test
  void tellsOnlyWhatChangedSinceTheReleaseOfAReport() {
    assertThat(lines(ask(Map.of("since-release", "12")), "Restatements"))
        .hasSize(3)
        .noneMatch(line -> line.endsWith("| 12"));
  }

  private ReportContent ask(Map<String, String> arguments) {
    return Asked.of(tables, folder)
        .answer(new RestatementsListQuery(), "2026-03-02", "2026-03-09", arguments);
  }

  private void change(
      String table, long channel, String start, String metric, long release, String values) {
    tables.with(
        Marts.RESTATEMENTS,
        json(
            "'guild_id':7,'table_name':'%s','channel_id':%d,'period_start_date':'%s','metric':'%s',"
                    .formatted(table, channel, start, metric)
                + "'release':" + release
                + ",'reason':'late','restated_at':'2026-03-08T01:00:00Z'," + values));
  }

  private static String json(String fields) {
    return ("{" + fields + "}").replace('\'', '"');
  }
}

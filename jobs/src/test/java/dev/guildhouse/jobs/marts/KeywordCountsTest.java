package dev.guildhouse.jobs.marts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.tables.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeywordCountsTest {
  private static final Slice DAY = Slice.of(List.of(7L), List.of(LocalDate.of(2026, 3, 2)));

  private final SparkSession spark = TablesInMemory.session();
  private final TablesInMemory tables = new TablesInMemory(spark);

  @TempDir
  private Path folder;

  /**
   * Five members write "crash" in channel 1, one of them twice, and the unknown member once; a sixth
   * writes it in channel 2. Of "login" and "refund" there are four members each.
   */
  @Test
  void countsWhatAtLeastFiveMembersWrote() throws IOException {
    for (int member = 11; member <= 15; member++) {
      wrote(member, 1, member == 15 ? "crash" : "crash,login", "");
    }
    wrote(11, 1, "crash", "");
    wrote(0, 1, "crash", "");
    wrote(16, 2, "crash", "");
    wrote(16, 2, "login", ",'is_live':false");
    wrote(17, 2, "login", ",'is_counted':false");
    for (int member = 11; member <= 16; member++) {
      // Whoever writes files of events may tell words that nobody configured.
      wrote(member, 2, "secret", "");
    }
    assertThat(counts("{crash: [crash], login: [login]}"))
        .containsExactly("0 crash 8 6", "1 crash 7 5");
    assertThat(counts("{}")).isEmpty();
  }

  private List<String> counts(String keywords) throws IOException {
    Path file = Files.writeString(
        folder.resolve("guildhouse.yaml"),
        "guilds:\n  - id: 7\n    support: {keywords: " + keywords + "}\n");
    return new KeywordCounts()
        .rows(new JobInputs(tables, Config.load(file, Map.of()), spark), DAY)
        .orderBy("channel_id", "keyword")
        .selectExpr("concat_ws(' ', channel_id, keyword, messages, members)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private void wrote(int member, int channel, String keywords, String more) {
    String counted = more.contains("is_counted") ? "" : ",'is_counted':true";
    String live = more.contains("is_live") ? "" : ",'is_live':true";
    tables.with(
        Facts.MESSAGES,
        ("{'guild_id':7,'created_date':'2026-03-02','channel_id':" + channel + ",'member_key':"
                + member + ",'keywords':'" + keywords + "'" + counted + live + more + "}")
            .replace('\'', '"'));
  }
}

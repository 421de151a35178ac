package dev.guildhouse.jobs.marts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.facts.MessagesFact;
import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From reactions to the ranking of a day. */
class TopContentTest {
  private static final Slice DAY = Slice.of(List.of(7L), List.of(LocalDate.of(2026, 3, 2)));

  private final SparkSession spark = TablesInMemory.session();
  private final TablesInMemory tables = new TablesInMemory(spark);

  @TempDir
  private Path folder;

  /** Of five messages three are kept; the tie of 4 and 5 goes to the older one. */
  @Test
  void ranksByReactionsThenByIdUpToTheLimitAndWeighsEmoji() throws IOException {
    JobInputs inputs = inputs("{id: 7, top_content: 3, emoji_weights: {\"*\": 2.5}}");
    for (int number = 1; number <= 6; number++) {
      message(number);
    }
    reacted(3, "+", 4);
    reacted(4, "+", 2);
    // Two at 2.5 and one at 1.
    reacted(5, "*", 2);
    reacted(5, "+", 1);
    reacted(4, "*", 1);
    reacted(1, "+", 2);
    reacted(2, "+", 9);
    event(EventType.MESSAGE_DELETE, 2);
    new MessagesFact()
        .rows(inputs, DAY)
        .toJSON()
        .collectAsList()
        .forEach(row -> tables.with(Facts.MESSAGES, row));
    assertThat(new TopContent()
            .rows(inputs, DAY)
            .orderBy("rank")
            .selectExpr("concat_ws(' ', rank, message_id & 63, reaction_score, weighted_score)")
            .as(Encoders.STRING())
            .collectAsList())
        .containsExactly("1 3 4 4.0", "2 4 3 4.5", "3 5 3 6.0");
  }

  private JobInputs inputs(String guild) throws IOException {
    Path file =
        Files.writeString(folder.resolve("guildhouse.yaml"), "guilds:\n  - " + guild + "\n");
    return new JobInputs(tables, Config.load(file, Map.of()), spark);
  }

  private void message(int number) {
    event(EventType.MESSAGE_CREATE, number);
  }

  private void event(EventType type, int number) {
    tables.with(
        RawEvents.TABLE,
        ("{'guild_id': 7, 'event_type': %d, 'subject_id': %d, 'message_id': %2$d, 'member_key': 11,"
                + " 'channel_id': 30, 'subject_date': '2026-03-02', 'event_date': '2026-03-02',"
                + " 'event_at': '2026-03-02T08:00:00Z'}")
            .formatted(type.code(), id(number))
            .replace('\'', '"'));
  }

  private void reacted(int number, String emoji, int reactions) {
    tables.with(
        Facts.REACTIONS,
        ("{'guild_id': 7, 'message_id': %d, 'emoji': '%s', 'reactions': %d, 'is_counted': true,"
                + " 'subject_date': '2026-03-02', 'added_at': '2026-03-02T09:00:00Z'}")
            .formatted(id(number), emoji, reactions)
            .replace('\'', '"'));
  }

  private static long id(int number) {
    return Snowflake.of(Instant.parse("2026-03-02T08:00:00Z"), number);
  }
}

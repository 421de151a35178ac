package dev.guildhouse.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.TablesInMemory;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class CoverageFactTest {
  private final SparkSession spark = TablesInMemory.session();

  @Test
  void watchingAThreadCoversNoChannelAndAGapTakesAway() {
    Dataset<Row> heartbeats = stretches("""
        (7L, 10L, 0L, '2026-03-01 10:50:00', 1200),
        (7L, 11L, 12L, '2026-03-01 10:00:00', 3600)""");
    Dataset<Row> gaps = stretches("(7L, 0L, 0L, '2026-03-01 10:55:00', 60)");

    assertThat(CoverageFact.fold(heartbeats, gaps)
            .selectExpr("concat_ws(' ', channel_id, family, hour(hour_at), covered_seconds)")
            .as(Encoders.STRING())
            .collectAsList())
        .containsExactlyInAnyOrder("10 messages 10 540", "10 messages 11 600");
  }

  @Test
  void aChannelThatWasFetchedWasWatchedWithItsGuildToo() {
    Dataset<Row> heartbeats = stretches("""
        (7L, 0L, 0L, '2026-03-01 10:00:00', 1800),
        (7L, 10L, 0L, '2026-03-01 10:20:00', 1200),
        (7L, 0L, 0L, '2026-03-01 11:00:00', 60)""");

    assertThat(CoverageFact.fold(heartbeats, stretches("(7L, 0L, 0L, '2026-03-01 10:00:00', 0)"))
            .selectExpr("concat_ws(' ', channel_id, family, hour(hour_at), covered_seconds)")
            .as(Encoders.STRING())
            .collectAsList())
        .containsExactlyInAnyOrder("0 messages 10 1800", "0 messages 11 60", "10 messages 10 2400");
  }

  private Dataset<Row> stretches(String values) {
    return spark.sql("""
        SELECT guild_id, channel_id, thread_id, timestamp(event_at) AS event_at, amount,
               map('families', 'messages') AS attributes, timestamp(event_at) AS received_at
        FROM VALUES %s AS t (guild_id, channel_id, thread_id, event_at, amount)""".formatted(values));
  }
}

package dev.guildhouse.jobs.rollups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class RollupTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final String LEVELS = "concat_ws(' ', period_start_date, members_total,"
      + " members_bots, channels_text, channels_voice, channels_forum, channels_stage,"
      + " threads_open)";

  private final SparkSession spark = TablesInMemory.session();
  private final TablesInMemory tables = new TablesInMemory(spark);

  /** The last count before the end of a period stands, for 31 days. */
  @Test
  void levelsAreCarriedForwardUntilTheyAreTooOld() {
    snapshot("2026-03-02T08:00:00Z", 11, 1, 3, 4);
    snapshot("2026-03-02T20:00:00Z", 12, 2, 4, 3);
    snapshot("2026-03-04T00:00:00Z", 13, 2, 4, 5);
    for (String day : List.of("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04")) {
      active(day, "09", "'messages':1");
    }
    active("2026-04-04", "09", "'messages':1");
    active("2026-04-05", "09", "'messages':1");
    assertThat(guild(Period.DAY, LEVELS, "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"))
        .containsExactly(
            "2026-03-01",
            "2026-03-02 12 2 4 2 1 0 3",
            "2026-03-03 12 2 4 2 1 0 3",
            "2026-03-04 13 2 4 2 1 0 5");
    assertThat(guild(Period.DAY, LEVELS, "2026-04-04", "2026-04-05"))
        .containsExactly("2026-04-04 13 2 4 2 1 0 5", "2026-04-05");
    tables.with(
        Rollups.of(Entity.GUILD, Period.DAY),
        json("'guild_id':7,'period_start_date':'2026-03-03','messages':1"));
    assertThat(guild(Period.MONTH, LEVELS, "2026-03-01"))
        .containsExactly("2026-03-01 13 2 4 2 1 0 5");
    assertThat(guild(Period.WEEK, LEVELS, "2026-03-02"))
        .containsExactly("2026-03-02 13 2 4 2 1 0 5");
  }

  /** A count that comes late is carried into the days after it. */
  @Test
  void lateCountChangesTheDaysThatCarryIt() {
    Slice monday = Slice.of(List.of(7L), List.of(MONDAY));
    Slice affected = new Rollup(Entity.GUILD, Period.DAY).affectedBy(Facts.GUILD_SNAPSHOTS, monday);
    assertThat(affected.days().first()).isEqualTo(MONDAY);
    assertThat(affected.days().last()).isEqualTo(MONDAY.plusDays(31));
    assertThat(new Rollup(Entity.GUILD, Period.MONTH)
            .affectedBy(Facts.GUILD_SNAPSHOTS, monday)
            .days())
        .containsExactly(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1));
  }

  /** Joining a thread is no activity, but it is news. */
  @Test
  void lastActivityIsByHourAndNewestReceiptIsOfWhateverCounts() {
    active("2026-03-02", "09", "'messages':1,'updated_at':'2026-03-02T09:05:00Z'");
    active("2026-03-02", "11", "'reactions_given':1,'updated_at':'2026-03-02T11:05:00Z'");
    active("2026-03-02", "15", "'thread_joins':1,'updated_at':'2026-03-05T00:00:00Z'");
    active("2026-03-02", "16", "'messages':0,'messages_created':1");
    String times = "concat_ws(' ', last_active_at, updated_at)";
    assertThat(guild(Period.DAY, times, "2026-03-02"))
        .containsExactly("2026-03-02 11:00:00 2026-03-05 00:00:00");
    watched(0, 0, 3600, "2026-03-06T00:00:00Z");
    assertThat(guild(Period.DAY, times, "2026-03-02"))
        .containsExactly("2026-03-02 11:00:00 2026-03-06 00:00:00");
  }

  /**
   * Of two channels one was watched all day by itself, the other in the 6 hours of the guild alone: 30
   * of 48 hours.
   */
  @Test
  void guildIsWatchedAsMuchAsItsChannelsOnAverage() {
    active("2026-03-02", "09", "'messages':1,'channel_id':10");
    active("2026-03-02", "09", "'messages':1,'channel_id':11");
    for (int hour = 0; hour < 24; hour++) {
      watched(10, hour, 3600, "2026-03-02T00:00:00Z");
    }
    for (int hour = 18; hour < 24; hour++) {
      watched(0, hour, 3600, "2026-03-02T00:00:00Z");
    }
    assertThat(guild(Period.DAY, "concat_ws(' ', messages_coverage, voice_coverage)", "2026-03-02"))
        .containsExactly("0.625 0.0");
    assertThat(rows(
            Entity.CHANNEL,
            Period.DAY,
            "concat_ws(' ', channel_id, messages_coverage)",
            "2026-03-02"))
        .containsExactly("10 1.0", "11 0.25");
  }

  private List<String> guild(Period period, String text, String... starts) {
    return rows(Entity.GUILD, period, text, starts);
  }

  private List<String> rows(Entity entity, Period period, String text, String... starts) {
    Slice slice =
        Slice.of(List.of(7L), Arrays.stream(starts).map(LocalDate::parse).toList());
    Config config = Config.load(Path.of("none.yaml"), Map.of());
    return new Rollup(entity, period)
        .rows(new JobInputs(tables, config, spark), slice)
        .selectExpr(text + " AS text")
        .orderBy("text")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private void snapshot(String at, int members, int bots, int text, int open) {
    with(
        Facts.GUILD_SNAPSHOTS,
        "'snapshot_date':'%s','snapshot_at':'%s','members':%d,'bots':%d,'channels_text':%d,"
                .formatted(at.substring(0, 10), at, members, bots, text)
            + "'channels_voice':2,'channels_forum':1,'channels_stage':0,'threads_open':" + open);
  }

  /** What one member did, which is also all that was done in that hour and channel. */
  private void active(String day, String hour, String sums) {
    String done = "'activity_date':'%s','hour_at':'%1$sT%s:00:00Z',%s".formatted(day, hour, sums);
    with(Rollups.ACTIVITY_HOURLY, done + ",'member_key':11");
    with(Rollups.CHANNEL_HOURLY, done);
  }

  private void watched(int channel, int hour, int seconds, String updated) {
    with(
        Facts.COLLECTOR_COVERAGE,
        "'covered_date':'2026-03-02','hour_at':'2026-03-02T%02d:00:00Z','channel_id':%d,"
                .formatted(hour, channel)
            + "'family':'messages','covered_seconds':" + seconds + ",'updated_at':'" + updated
            + "'");
  }

  private void with(TableDef table, String fields) {
    tables.with(table, json("'guild_id':7," + fields));
  }

  private static String json(String fields) {
    return ("{" + fields + "}").replace('\'', '"');
  }
}

package dev.guildhouse.jobs.marts.anomalies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.tables.AnomalyTables;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class AnomaliesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 4);
  private static final int PAST_DAYS = 42;

  private final SparkSession spark = TablesInMemory.session();

  /** 20 messages every noon for six weeks, and 200 of two members on the day; another guild is still. */
  @Test
  void tellsWhatWasUnusualWhoseAndWhere() {
    TablesInMemory tables = noons(spark);
    List<Row> rows = rows(tables, Slice.of(List.of(7L, 8L), List.of(DAY)));
    assertThat(rows).hasSize(2);
    for (Row row : rows) {
      assertThat(row.<Long>getAs("guild_id")).isEqualTo(7);
      assertThat(row.getAs("starts_at").toString()).startsWith("2026-03-04 12:00");
      assertThat(row.<Integer>getAs("hours")).isEqualTo(1);
      assertThat(row.<Long>getAs("observed")).isEqualTo(200);
      // The hours beside it are silent: (0 + 2 · 20 + 0) / 4.
      assertThat(row.<Double>getAs("expected")).isEqualTo(10);
      assertThat(row.<Integer>getAs("weeks")).isEqualTo(6);
      assertThat(row.<Long>getAs("members")).isEqualTo(2);
    }
    assertThat(rows)
        .extracting(row -> row.<Long>getAs("channel_id"))
        .containsExactlyInAnyOrder(0L, 3L);
    assertThat(rows)
        .filteredOn(row -> row.<Long>getAs("channel_id") == 0)
        .extracting(row -> row.<String, String>getJavaMap(row.fieldIndex("channels")))
        .containsExactly(Map.of("3", "190"));
  }

  @Test
  void leavesOutWhatWasFoundBeforeAndIsNotJudgedAgain() {
    TablesInMemory tables = noons(spark)
        .with(
            AnomalyTables.ANOMALIES,
            "{\"anomaly_date\": \"2026-02-25\", \"guild_id\": 7, \"channel_id\": 3,"
                + " \"measure\": \"messages\", \"starts_at\": \"2026-02-25T12:00:00Z\","
                + " \"hours\": 1}");
    assertThat(rows(tables, Slice.of(List.of(7L), List.of(DAY))))
        .extracting(row -> row.<Long>getAs("channel_id") + " " + row.<Integer>getAs("weeks"))
        .containsExactlyInAnyOrder("0 6", "3 5");
  }

  private List<Row> rows(TablesInMemory tables, Slice slice) {
    JobInputs inputs = new JobInputs(tables, Config.load(Path.of("none.yaml"), Map.of()), spark);
    return new Anomalies().rows(inputs, slice).collectAsList();
  }

  private static TablesInMemory noons(SparkSession spark) {
    TablesInMemory tables = new TablesInMemory(spark);
    for (LocalDate day = DAY.minusDays(PAST_DAYS); !day.isAfter(DAY); day = day.plusDays(1)) {
      String fields = "\"guild_id\": 7, \"channel_id\": 3, \"activity_date\": \"" + day
          + "\", \"hour_at\": \"" + day + "T12:00:00Z\", \"messages\": ";
      tables.with(Rollups.CHANNEL_HOURLY, "{" + fields + (day.equals(DAY) ? 200 : 20) + "}");
      for (int hour = 0; hour < 24; hour++) {
        for (int guild = 7; guild <= 8; guild++) {
          tables.with(
              Facts.COLLECTOR_COVERAGE,
              String.format(
                  "{\"guild_id\": %d, \"family\": \"messages\", \"covered_date\": \"%s\","
                      + " \"hour_at\": \"%sT%02d:00:00Z\", \"covered_seconds\": 3600}",
                  guild, day, day, hour));
        }
      }
    }
    String cube = "{\"guild_id\": 7, \"channel_id\": %d, \"activity_date\": \"2026-03-04\","
        + " \"hour_at\": \"2026-03-04T%02d:00:00Z\", \"member_key\": %d, \"messages\": %d}";
    return tables.with(
        Rollups.ACTIVITY_HOURLY,
        cube.formatted(3, 12, 11, 150),
        cube.formatted(3, 12, 12, 49),
        cube.formatted(3, 12, 0, 1),
        cube.formatted(3, 13, 13, 0),
        cube.formatted(4, 12, 14, 0));
  }
}

package dev.guildhouse.jobs.marts.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.tables.SegmentTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SegmentMovesTest {
  private final SparkSession spark = TablesInMemory.session();
  private final TablesInMemory tables = new TablesInMemory(spark);

  @Test
  void countsWhoWentWhereBetweenNightsThatAreBothThere() {
    night("2026-03-01", 1, "at_risk", 2, "at_risk", 3, "regular", 4, "regular", 5, "at_risk");
    night("2026-03-30", 1, "dormant", 3, "regular", 6, "new_users");
    night("2026-03-31", 1, "dormant", 2, "regular", 3, "regular", 6, "new_users", 4, "dormant");
    Slice slice = Slice.of(List.of(7L), List.of(LocalDate.parse("2026-03-31")));
    assertThat(lines(new SegmentMoves().rows(inputs(), slice).collectAsList()))
        .containsExactly(
            "1 absent dormant 1",
            "1 absent regular 1",
            "1 dormant dormant 1",
            "1 new_users new_users 1",
            "1 regular regular 1",
            "30 absent new_users 1",
            "30 at_risk absent 1",
            "30 at_risk dormant 1",
            "30 at_risk regular 1",
            "30 regular dormant 1",
            "30 regular regular 1");
  }

  @Test
  void countsOwnSegmentsAndEverybodyWhoMeetsARule() {
    tables.with(SegmentTables.MEMBER_SEGMENTS, """
        {"as_of_date": "2026-03-31", "guild_id": 7, "member_key": 1, "segment": "at_risk", "is_at_risk": true, "is_whale": true}""", """
        {"as_of_date": "2026-03-31", "guild_id": 7, "member_key": 2, "segment": "whales", "is_whale": true, "is_at_risk": false}""", """
        {"as_of_date": "2026-03-31", "guild_id": 7, "member_key": 3, "segment": "unknown"}""");
    Slice slice = Slice.of(List.of(7L), List.of(LocalDate.parse("2026-03-31")));
    List<Row> rows = new SegmentCounts().rows(inputs(), slice).collectAsList();
    assertThat(rows).hasSize(Segment.values().length);
    assertThat(rows)
        .filteredOn(row -> row.<Long>getAs("flagged_members") > 0)
        .extracting(row -> row.getAs("segment") + " " + row.getAs("members") + " "
            + row.getAs("flagged_members") + " " + row.getAs("members_total"))
        .containsExactlyInAnyOrder("at_risk 1 1 3", "whales 1 2 3", "unknown 1 1 3");
  }

  private JobInputs inputs() {
    return new JobInputs(tables, Config.load(Path.of("none.yaml"), Map.of()), spark);
  }

  private void night(String day, Object... segments) {
    for (int i = 0; i < segments.length; i += 2) {
      tables.with(
          SegmentTables.MEMBER_SEGMENTS,
          "{\"as_of_date\": \"%s\", \"guild_id\": 7, \"member_key\": %s, \"segment\": \"%s\"}"
              .formatted(day, segments[i], segments[i + 1]));
    }
  }

  private static List<String> lines(List<Row> rows) {
    return rows.stream()
        .map(row -> row.getAs("days_apart") + " " + row.getAs("from_segment") + " "
            + row.getAs("to_segment") + " " + row.getAs("members"))
        .sorted()
        .toList();
  }
}

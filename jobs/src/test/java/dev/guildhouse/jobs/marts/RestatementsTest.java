package dev.guildhouse.jobs.marts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.marts.Restatements.Cause;
import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class RestatementsTest {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);

  private final SparkSession spark = TablesInMemory.session();

  private final Dataset<Row> before = rows("""
      {"guild_id": 7, "period_start_date": "2026-03-02", "joins": 3, "leaves": 1, "messages": 5, "members_total": 9}""");
  private final Dataset<Row> after = rows("""
      {"guild_id": 7, "period_start_date": "2026-03-02", "joins": 2, "leaves": 2, "messages": 4, "posts": 1}""");

  /** A join that is gone without anything taken back was told twice. */
  @Test
  void everyNumberThatDiffersTellsItsReason() {
    assertThat(restated(Reason.LATE, "('messages', 'late,delete')", false))
        .containsExactly(
            "joins 3 2 duplicate",
            "leaves 1 2 late",
            "members_total 9 - late",
            "messages 5 4 late,delete",
            "posts 0 1 late");
    assertThat(restated(Reason.DEFINITION, "('joins', 'late'), ('leaves', 'delete')", false))
        .containsExactly(
            "joins 3 2 duplicate",
            "leaves 1 2 delete",
            "members_total 9 - definition",
            "messages 5 4 definition",
            "posts 0 1 definition");
  }

  /** The difference is what one member did. */
  @Test
  void neitherNumberIsToldOfAMemberWhoWasTakenOut() {
    assertThat(restated(Reason.ERASURE, "('messages', 'late')", true))
        .containsExactly(
            "joins - - erasure",
            "leaves - - erasure",
            "members_total - - erasure",
            "messages - - erasure",
            "posts - - erasure");
  }

  private List<String> restated(Reason reason, String known, boolean isWithheld) {
    Dataset<Row> reasons = spark.sql("SELECT 7L AS guild_id, date'2026-03-02' AS period_start_date,"
        + " metric, known_reason FROM VALUES " + known + " AS t (metric, known_reason)");
    return Restatements.of(
            GUILD_DAILY,
            Entity.GUILD,
            before,
            after,
            before.select("guild_id", "period_start_date"),
            new Cause(reason, reasons, isWithheld, 12, 3, Instant.EPOCH))
        .orderBy("metric")
        .selectExpr("concat_ws(' ', metric, coalesce(cast(cast(old_value AS INT) AS STRING), '-'),"
            + " coalesce(cast(cast(new_value AS INT) AS STRING), '-'), reason)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private Dataset<Row> rows(String json) {
    return new TablesInMemory(spark).with(GUILD_DAILY, json).table(GUILD_DAILY);
  }
}

package dev.guildhouse.jobs.marts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class GuildRollingTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

  private final SparkSession spark = TablesInMemory.session();
  private final TablesInMemory tables = new TablesInMemory(spark);

  /** 30 and 15 active days of two members are 1.5 a day, of the 2 who came in the 30 days. */
  @Test
  void stickinessIsTheMeanDayOfThirtyByTheMembersOfThirty() {
    tables.with(
        Rollups.of(Entity.GUILD, Period.DAY),
        "{\"guild_id\": 7, \"period_start_date\": \"%s\"}".formatted(AS_OF));
    for (int ago = 0; ago < 30; ago++) {
      active(1, ago);
      if (ago >= 7 && ago < 22) {
        active(2, ago);
      }
    }
    active(3, 30);
    Row row = new GuildRolling()
        .rows(
            new JobInputs(tables, Config.load(Path.of("none.yaml"), Map.of()), spark),
            Slice.of(List.of(7L), List.of(AS_OF)))
        .first();
    assertThat(row.<Long>getAs("daily_active_members")).isEqualTo(1);
    assertThat(row.<Long>getAs("weekly_active_members")).isEqualTo(1);
    assertThat(row.<Long>getAs("monthly_active_members")).isEqualTo(2);
    assertThat(row.<Double>getAs("stickiness")).isEqualTo(0.75);
  }

  private void active(long member, int ago) {
    tables.with(
        Rollups.of(Entity.MEMBER, Period.DAY),
        "{\"guild_id\": 7, \"member_key\": %d, \"period_start_date\": \"%s\", \"messages\": 1}"
            .formatted(member, AS_OF.minusDays(ago)));
  }
}

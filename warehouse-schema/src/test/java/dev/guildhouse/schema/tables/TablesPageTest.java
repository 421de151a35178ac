package dev.guildhouse.schema.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.docs.GoldenFile;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.Period;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TablesPageTest {
  @Test
  void thePageTellsWhatTheContractSays() {
    GoldenFile.at("docs/TABLES.md").assertHolds(TablesPage.text());
  }

  @Test
  void everyColumnHasACommentAndEveryTableAKey() {
    assertThat(Tables.ALL).allSatisfy(table -> {
      assertThat(table.key()).as(table.name()).isNotEmpty();
      assertThat(table.columns())
          .allSatisfy(column -> assertThat(column.comment())
              .as(table.name() + "." + column.name())
              .isNotEmpty());
    });
  }

  @Test
  void everyMetricIsInTheRollupsItFits() {
    for (Metric metric : Metrics.ALL) {
      for (Entity entity : metric.entities()) {
        assertThat(Arrays.stream(Period.values()).map(period -> Rollups.of(entity, period)))
            .as(metric.name())
            .allSatisfy(table -> assertThat(table.columnNames()).contains(metric.name()));
      }
    }
  }

  @Test
  void noTableWithoutKeysOfPeopleHasAColumnForOne() {
    assertThat(Tables.ALL.stream().filter(table -> !table.bearsKeys()))
        .allSatisfy(table -> assertThat(table.columnNames())
            .as(table.name())
            .doesNotContain("member_key", "target_key", "message_id"));
  }
}

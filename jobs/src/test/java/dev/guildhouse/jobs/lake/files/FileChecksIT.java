package dev.guildhouse.jobs.lake.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.lake.spark.LocalRows;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of millions of rows writes is checked too, before anybody can read it. */
@Tag("acceptance")
class FileChecksIT {
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);

  @TempDir
  private Path folder;

  private final SparkSession spark = TablesInMemory.session();

  @Test
  void filesThatKeepTheContractAreCommitted() {
    assertThat(log().commit(List.of(), rows("messages", 3L), 1).rows()).isEqualTo(1);
  }

  @Test
  void aSumBelowZeroIsRefusedAndNotCommitted() {
    assertThatThrownBy(() -> log().commit(List.of(), rows("replies", -1L), 1))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot write guild_daily: replies is -1, and must not be below 0");
    assertThat(log().commit(List.of(), rows("messages", 3L), 1).version()).isZero();
  }

  private TableLog log() {
    return new TableLog(spark, folder.resolve("guild_daily").toString(), GUILD_DAILY);
  }

  private Dataset<Row> rows(String column, @Nullable Object value) {
    return LocalRows.dataset(
        spark, Schemas.of(GUILD_DAILY), List.of(ContractRows.row(GUILD_DAILY, column, value)));
  }
}

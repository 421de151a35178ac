package dev.guildhouse.jobs.lake.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.lake.spark.LocalRows;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.TableDef;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What executors write lies in the order of the contract. */
@Tag("acceptance")
class TableLogIT {
  private static final TableDef EVENTS = RawEvents.TABLE;

  @TempDir
  private Path folder;

  private final SparkSession spark = TablesInMemory.session();

  @Test
  void eventsLieByGuildTypeAndDay() {
    String path = folder.resolve(EVENTS.name()).toString();
    List<InternalRow> rows = List.of(
        event("event_type", EventType.FLAG.code()),
        event("subject_date", 9),
        event("event_type", EventType.MESSAGE_CREATE.code()),
        event("guild_id", 3L),
        event("subject_date", 4));

    List<TableFile> files = new TableLog(spark, path, EVENTS)
        .commit(List.of(), LocalRows.dataset(spark, Schemas.of(EVENTS), rows), 1)
        .written();

    assertThat(files).hasSize(1);
    assertThat(spark
            .read()
            .parquet(path + "/" + files.get(0).add().path())
            .selectExpr("concat_ws(' ', guild_id, event_type, unix_date(subject_date))")
            .as(Encoders.STRING())
            .collectAsList())
        .containsExactly("3 5 5", "5 1 5", "5 5 4", "5 5 9", "5 61 5");
  }

  private static InternalRow event(String column, Object value) {
    return ContractRows.row(EVENTS, column, value);
  }
}

package dev.guildhouse.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.TableDef;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
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
  void eventsOfOneTypeLieTogether() {
    String path = folder.resolve(EVENTS.name()).toString();
    List<TableFile> files = new TableLog(spark, path, EVENTS)
        .commit(
            List.of(),
            events(
                EventType.FLAG, EventType.MESSAGE_CREATE, EventType.FLAG, EventType.REACTION_ADD),
            1)
        .written();

    assertThat(files).hasSize(1);
    assertThat(spark
            .read()
            .parquet(path + "/" + files.get(0).add().path())
            .select("event_type")
            .as(Encoders.INT())
            .collectAsList())
        .containsExactly(
            EventType.MESSAGE_CREATE.code(),
            EventType.REACTION_ADD.code(),
            EventType.FLAG.code(),
            EventType.FLAG.code());
  }

  private Dataset<Row> events(EventType... types) {
    List<InternalRow> rows = Stream.of(types)
        .map(type -> ContractRows.row(EVENTS, "event_type", type.code()))
        .toList();
    return LocalRows.dataset(spark, Schemas.of(EVENTS), rows);
  }
}

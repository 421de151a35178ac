package dev.guildhouse.jobs.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per count of a guild. */
public final class GuildSnapshotsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.GUILD_SNAPSHOTS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  private static final List<String> COUNTS = Facts.GUILD_SNAPSHOTS.columns().stream()
      .filter(column -> column.isNullable())
      .map(column -> column.name())
      .toList();

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return fold(inputs.events(slice, EventType.GUILD_SNAPSHOT));
  }

  /** Two counts at one instant, of two collectors, are one: the higher numbers stand. */
  static Dataset<Row> fold(Dataset<Row> events) {
    Column[] counts = Stream.concat(
            COUNTS.stream()
                .map(name -> max(col("attributes." + name).cast("long")).as(name)),
            Stream.of(max("received_at").as("updated_at")))
        .toArray(Column[]::new);
    return events
        .groupBy(
            col("subject_date").as("snapshot_date"),
            col("guild_id"),
            col("event_at").as("snapshot_at"))
        .agg(counts[0], Arrays.copyOfRange(counts, 1, counts.length))
        .select(
            Facts.GUILD_SNAPSHOTS.columnNames().stream().map(n -> col(n)).toArray(Column[]::new));
  }
}

package dev.guildhouse.jobs.facts;

import static dev.guildhouse.jobs.facts.EventOrder.ORDER;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per channel and day on which it changed or was seen: its history, which sealing keeps. */
public final class ChannelsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.CHANNELS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return fold(inputs.events(
        slice, EventType.CHANNEL_CREATE, EventType.CHANNEL_UPDATE, EventType.CHANNEL_DELETE));
  }

  /** The last state of each channel and day. */
  static Dataset<Row> fold(Dataset<Row> events) {
    return events
        .groupBy("subject_date", "guild_id", "channel_id")
        .agg(
            max_by(struct("parent_channel_id", "attributes", "event_type"), ORDER)
                .as("newest"),
            max("received_at").as("updated_at"))
        .select(
            col("subject_date").as("changed_date"),
            col("guild_id"),
            col("channel_id"),
            col("newest.parent_channel_id"),
            col("newest.attributes.name").as("channel_name"),
            col("newest.attributes.type").as("channel_type"),
            // Whoever writes files of events may write anything.
            expr("try_cast(newest.attributes['user_limit'] AS INT)").as("user_limit"),
            col("newest.event_type").equalTo(EventType.CHANNEL_DELETE.code()).as("is_deleted"),
            col("updated_at"));
  }
}

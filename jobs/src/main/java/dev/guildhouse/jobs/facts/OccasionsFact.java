package dev.guildhouse.jobs.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per scheduled event made, invite made, or join through an invite. */
public final class OccasionsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.OCCASIONS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return fold(inputs.events(
        slice, EventType.SCHEDULED_EVENT, EventType.INVITE_CREATE, EventType.INVITE_JOIN));
  }

  static Dataset<Row> fold(Dataset<Row> events) {
    Column kind = when(
            col("event_type").equalTo(EventType.SCHEDULED_EVENT.code()), "scheduled_event")
        .when(col("event_type").equalTo(EventType.INVITE_CREATE.code()), "invite_create")
        .otherwise("invite_join");
    return events.select(
        col("subject_date").as("happened_date"),
        col("guild_id"),
        col("subject_id").as("occasion_id"),
        kind.as("kind"),
        col("event_at").as("happened_at"),
        col("channel_id"),
        col("member_key"),
        col("received_at").as("updated_at"));
  }
}

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

/** One row per AutoMod hit, flag, moderator action or escalation, on the day it happened. */
public final class ModerationFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.MODERATION;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return fold(inputs.events(
        slice,
        EventType.AUTOMOD_HIT,
        EventType.FLAG,
        EventType.MODERATOR_ACTION,
        EventType.ESCALATION));
  }

  static Dataset<Row> fold(Dataset<Row> events) {
    Column kind = when(col("event_type").equalTo(EventType.AUTOMOD_HIT.code()), "automod_hit")
        .when(col("event_type").equalTo(EventType.FLAG.code()), "flag")
        .when(col("event_type").equalTo(EventType.ESCALATION.code()), "escalation")
        .otherwise("moderator_action");
    return events.select(
        col("subject_date").as("happened_date"),
        col("guild_id"),
        col("subject_id").as("case_id"),
        kind.as("kind"),
        col("event_at").as("happened_at"),
        col("channel_id"),
        col("message_id"),
        col("member_key"),
        col("target_key"),
        col("event_type")
            .isin(EventType.AUTOMOD_HIT.code(), EventType.FLAG.code())
            .or(col("is_bot").or(col("is_webhook")).equalTo(false))
            .as("is_counted"),
        col("received_at").as("updated_at"));
  }
}

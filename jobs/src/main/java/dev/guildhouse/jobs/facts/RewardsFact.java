package dev.guildhouse.jobs.facts;

import static dev.guildhouse.jobs.facts.EventOrder.ORDER;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
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

/** One row per reward grant, on the day it was granted, with its newest status. */
public final class RewardsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.REWARDS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return fold(inputs.events(slice, EventType.REWARD_GRANT));
  }

  static Dataset<Row> fold(Dataset<Row> events) {
    return events
        .groupBy("guild_id", "subject_id")
        .agg(
            max_by(
                    struct(
                        "subject_date",
                        "event_at",
                        "channel_id",
                        "member_key",
                        "reward_trigger",
                        "amount",
                        "reward_status"),
                    ORDER)
                .as("newest"),
            max("received_at").as("updated_at"))
        .select(
            col("newest.subject_date").as("granted_date"),
            col("guild_id"),
            col("subject_id").as("reward_id"),
            col("newest.event_at").as("granted_at"),
            col("newest.channel_id"),
            col("newest.member_key"),
            col("newest.reward_trigger"),
            coalesce(col("newest.amount"), lit(java.math.BigDecimal.ZERO))
                .cast("decimal(18,4)")
                .as("amount"),
            coalesce(col("newest.reward_status"), lit("completed")).as("reward_status"),
            col("updated_at"));
  }
}

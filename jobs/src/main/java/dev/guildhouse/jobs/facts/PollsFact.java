package dev.guildhouse.jobs.facts;

import static dev.guildhouse.jobs.facts.EventOrder.IS_COUNTED;
import static dev.guildhouse.jobs.facts.EventOrder.ORDER;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;

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
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** One row per message, answer and member whose poll vote stands, on the day of its message; it counts
 * on the day it was given. */
public final class PollsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.POLLS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  private static final String[] VOTE = {"guild_id", "message_id", "emoji", "member_key"};

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return fold(inputs.events(slice, EventType.POLL_VOTE_ADD, EventType.POLL_VOTE_REMOVE));
  }

  /** Votes whose last change was to give them; a second give changes nothing. */
  static Dataset<Row> fold(Dataset<Row> events) {
    WindowSpec inOrder =
        Window.partitionBy("guild_id", "message_id", "emoji", "member_key").orderBy(ORDER);
    Column isChange =
        coalesce(col("before"), lit(EventType.POLL_VOTE_REMOVE.code())).notEqual(col("event_type"));
    return events
        .withColumn("before", lag("event_type", 1).over(inOrder))
        .where(isChange)
        .groupBy(col(VOTE[0]), col(VOTE[1]), col(VOTE[2]), col(VOTE[3]))
        .agg(
            max_by(
                    struct(
                        col("event_type"),
                        col("subject_date"),
                        col("event_at"),
                        col("channel_id"),
                        IS_COUNTED.as("is_counted")),
                    ORDER)
                .as("last"),
            max("received_at").as("updated_at"))
        .where(col("last.event_type").equalTo(EventType.POLL_VOTE_ADD.code()))
        .select(
            col("last.subject_date"),
            to_date(col("last.event_at")).as("voted_date"),
            col("guild_id"),
            col("message_id"),
            col("emoji").as("answer"),
            col("member_key"),
            col("last.channel_id"),
            col("last.event_at").as("voted_at"),
            col("last.is_counted"),
            col("updated_at"));
  }
}

package dev.guildhouse.jobs.facts;

import static dev.guildhouse.jobs.facts.EventOrder.ORDER;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trunc;
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
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** One row per removal of a message, on the day of the removal, to the account of its author. It stands
 * apart from the message so that it outlives the sealing of the message's month. */
public final class RemovalsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.REMOVALS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE, Facts.MESSAGES);
  }

  @Override
  public Slice affectedBy(TableDef input, Slice changed) {
    // Author and bot flag of a message come with its create, which marks its day by itself.
    return input.equals(RawEvents.TABLE) ? changed : Slice.EMPTY;
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> removals = fold(
        inputs.events(
            slice, EventType.MESSAGE_DELETE, EventType.MESSAGE_APPROVE, EventType.MESSAGE_RESTORE),
        inputs.tables().folded(Facts.MESSAGES, slice));
    // A key of one month must not stand in another: there nobody may know who the author was.
    Column isOfAnotherMonth = col("guild_id")
        .isin(inputs.anonymousGuilds(slice))
        .and(trunc(col("removed_date"), "MM").notEqual(trunc(col("subject_date"), "MM")));
    return removals.withColumn(
        "member_key", when(isOfAnotherMonth, lit(0L)).otherwise(col("member_key")));
  }

  /** Deletes that follow no other delete. */
  static Dataset<Row> fold(Dataset<Row> states, Dataset<Row> messages) {
    WindowSpec inOrder = Window.partitionBy("guild_id", "message_id").orderBy(ORDER);
    Column isRemoval = col("event_type")
        .equalTo(EventType.MESSAGE_DELETE.code())
        .and(coalesce(col("state_before"), lit(0)).notEqual(EventType.MESSAGE_DELETE.code()));
    Dataset<Row> removals = states
        .withColumn("state_before", lag("event_type", 1).over(inOrder))
        .where(isRemoval)
        .select("subject_date", "guild_id", "message_id", "event_at", "channel_id", "received_at");
    Dataset<Row> authors = messages.select(
        "guild_id", "message_id", "member_key", "is_counted", "is_bot", "updated_at");
    return removals
        .join(authors, new String[] {"guild_id", "message_id"}, "left")
        .select(
            col("subject_date"),
            to_date(col("event_at")).as("removed_date"),
            col("guild_id"),
            col("message_id"),
            col("event_at").as("removed_at"),
            col("channel_id"),
            coalesce(col("member_key"), lit(0L)).as("member_key"),
            coalesce(col("is_counted"), lit(true)).as("is_counted"),
            col("received_at").as("updated_at"));
  }
}

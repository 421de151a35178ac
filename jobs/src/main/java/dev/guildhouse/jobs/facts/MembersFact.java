package dev.guildhouse.jobs.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
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

/**
 * What is known of each member's coming and going, as of the last day folded. A night adds to what
 * stood there: firsts and lasts do not care in which order, or how often, events are added.
 */
public final class MembersFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.MEMBERS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> state = inputs
        .tables()
        .table(Facts.MEMBERS)
        .where(col("guild_id").isin(slice.guilds().toArray()));
    Dataset<Row> events = inputs.events(
        slice, EventType.MEMBER_JOIN, EventType.MEMBER_LEAVE, EventType.MEMBER_SNAPSHOT);
    return fold(state, events);
  }

  /** The state with more events. */
  static Dataset<Row> fold(Dataset<Row> state, Dataset<Row> events) {
    Dataset<Row> told = events
        .where(col("member_key").notEqual(0))
        .select(
            col("subject_date").as("as_of_date"),
            col("guild_id"),
            col("member_key"),
            // A join is told by a system message, which does not make the member a system.
            col("is_bot"),
            at(EventType.MEMBER_JOIN).as("first_joined_at"),
            at(EventType.MEMBER_JOIN).as("joined_at"),
            at(EventType.MEMBER_LEAVE).as("left_at"),
            at(EventType.MEMBER_SNAPSHOT).as("first_seen_at"),
            at(EventType.MEMBER_SNAPSHOT).as("seen_at"),
            when(
                    col("event_type").equalTo(lit(EventType.MEMBER_SNAPSHOT.code())),
                    col("attributes").getItem("trust_level"))
                .as("trust_level"));
    return state
        .unionByName(told)
        .groupBy("guild_id", "member_key")
        .agg(
            max("as_of_date").as("told_date"),
            max("is_bot").as("is_bot"),
            min("first_joined_at").as("first_joined_at"),
            max("joined_at").as("joined_at"),
            max("left_at").as("left_at"),
            min("first_seen_at").as("first_seen_at"),
            max("seen_at").as("seen_at"),
            max_by(col("trust_level"), col("seen_at")).as("trust_level"))
        .withColumn("as_of_date", max("told_date").over(Window.partitionBy("guild_id")))
        .select(Facts.MEMBERS.columnNames().stream().map(name -> col(name)).toArray(Column[]::new));
  }

  private static Column at(EventType type) {
    return when(col("event_type").equalTo(lit(type.code())), col("event_at"));
  }
}

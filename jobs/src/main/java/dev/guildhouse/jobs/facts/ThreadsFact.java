package dev.guildhouse.jobs.facts;

import static dev.guildhouse.jobs.facts.EventOrder.IS_COUNTED;
import static dev.guildhouse.jobs.facts.EventOrder.ORDER;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
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

/** One row per change of a thread that counts, folded on the day inside the thread's id; a repeat of a
 * state is no change. */
public final class ThreadsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.THREADS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return fold(
        inputs.events(
            slice, EventType.THREAD_CREATE, EventType.THREAD_UPDATE, EventType.THREAD_DELETE),
        inputs.events(slice, EventType.THREAD_MEMBER_JOIN, EventType.THREAD_MEMBER_LEAVE));
  }

  static Dataset<Row> fold(Dataset<Row> threads, Dataset<Row> members) {
    Dataset<Row> created = threads
        .where(col("event_type").equalTo(EventType.THREAD_CREATE.code()))
        .withColumn("change", lit("created"));
    Dataset<Row> joined = members
        .withColumn(
            "change",
            when(col("event_type").equalTo(EventType.THREAD_MEMBER_JOIN.code()), "joined")
                .otherwise("left"))
        .withColumn(
            "change_before",
            lag("change", 1)
                .over(Window.partitionBy("guild_id", "thread_id", "member_key").orderBy(ORDER)))
        .where(coalesce(col("change_before"), lit("left")).notEqual(col("change")))
        .drop("change_before");
    return created
        .unionByName(states(threads).withColumn("member_key", lit(0L)))
        .unionByName(joined)
        .select(
            col("subject_date"),
            to_date(col("event_at")).as("changed_date"),
            col("guild_id"),
            col("thread_id"),
            col("channel_id"),
            col("event_at").as("changed_at"),
            col("change"),
            col("member_key"),
            IS_COUNTED.as("is_counted"),
            col("received_at").as("updated_at"));
  }

  /** Changes of what a thread is: there, open, solved, escalated; each told once until it is undone. */
  private static Dataset<Row> states(Dataset<Row> threads) {
    Column deleted = when(col("event_type").equalTo(EventType.THREAD_DELETE.code()), "deleted");
    Column told = array(
        struct(lit("there").as("born"), deleted.as("change")),
        // A thread is born open, so that only being archived can be its first change.
        told("archived", "archived", "reopened"),
        told("solved", "solved", "unsolved"),
        told("escalated", "escalated", "deescalated"));
    return threads
        .withColumn(
            "told", explode(filter(told, state -> state.getField("change").isNotNull())))
        .withColumn("change", col("told.change"))
        .withColumn(
            "change_before",
            lag("change", 1)
                .over(Window.partitionBy("guild_id", "thread_id", "told.born").orderBy(ORDER)))
        .where(coalesce(col("change_before"), col("told.born")).notEqual(col("change")))
        .drop("told", "change_before");
  }

  /**
   * One state that an event may tell of.
   *
   * @param attribute says {@code true} or {@code false}
   * @param off the change that undoes it, as which a thread is born
   */
  private static Column told(String attribute, String on, String off) {
    Column value = col("attributes").getItem(attribute);
    return struct(
        lit(off).as("born"),
        when(value.equalTo("true"), on).when(value.equalTo("false"), off).as("change"));
  }
}

package dev.guildhouse.jobs.facts;

import static dev.guildhouse.jobs.facts.EventOrder.IS_COUNTED;
import static dev.guildhouse.jobs.facts.EventOrder.ORDER;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per message, emoji and member whose reaction stands, on the day of its message; it counts on
 * the day it was given. Read by messages, for their score, and by the cube. */
public final class ReactionsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.REACTIONS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  private static final String[] REACTION = {"guild_id", "message_id", "emoji", "member_key"};
  private static final String[] EMOJI = {"guild_id", "message_id", "emoji"};

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> standing = fold(
        inputs.events(slice, EventType.REACTION_ADD),
        inputs.events(
            slice,
            EventType.REACTION_REMOVE,
            EventType.REACTION_REMOVE_ALL,
            EventType.REACTION_REMOVE_EMOJI),
        inputs.events(slice, EventType.REACTION_SNAPSHOT));
    Column[] columns = Facts.REACTIONS.columnNames().stream()
        .map(name -> name.equals("vote") ? coalesce(col(name), lit(0)).as(name) : col(name))
        .toArray(Column[]::new);
    return standing
        .join(
            inputs.guilds(slice).emoji().drop("weight"), new String[] {"guild_id", "emoji"}, "left")
        .select(columns);
  }

  /** Reactions that no clear came after, without their votes. */
  static Dataset<Row> fold(Dataset<Row> adds, Dataset<Row> clears, Dataset<Row> snapshots) {
    Dataset<Row> given =
        notCleared(adds.withColumn("order", ORDER), clears).withColumn("is_estimated", lit(false));
    Dataset<Row> found = notCleared(snapshots.withColumn("order", ORDER), clears)
        .withColumn("is_estimated", lit(true));
    // A known time beats an estimated one; among equals the earliest counts.
    Column first = struct(col("is_estimated"), col("order"));
    Dataset<Row> named = given
        .where(col("member_key").notEqual(0))
        .unionByName(found.where(col("member_key").notEqual(0)))
        .groupBy(columns(REACTION))
        .agg(
            min_by(struct("subject_date", "event_at", "channel_id", "is_estimated"), first)
                .as("first"),
            max("target_key").as("target_key"),
            max(IS_COUNTED).as("is_counted"),
            max("received_at").as("updated_at"))
        .withColumn("reactions", lit(1L));
    Dataset<Row> counted =
        named.groupBy(columns(EMOJI)).agg(sum("reactions").as("named_reactions"));
    Dataset<Row> unknown = found
        .where(col("member_key").equalTo(0))
        .groupBy(columns(EMOJI))
        .agg(
            max_by(struct("subject_date", "event_at", "channel_id", "is_estimated"), col("order"))
                .as("first"),
            max_by(col("amount"), col("order")).cast("long").as("total"),
            max("target_key").as("target_key"),
            max("received_at").as("updated_at"))
        .join(counted, EMOJI, "left")
        .withColumn("reactions", col("total").minus(coalesce(col("named_reactions"), lit(0L))))
        .where(col("reactions").gt(0))
        .withColumn("member_key", lit(0L))
        .withColumn("is_counted", lit(true))
        .drop("total", "named_reactions");
    Dataset<Row> anonymous = given
        .where(col("member_key").equalTo(0))
        .groupBy(columns(EMOJI))
        .agg(
            min_by(struct("subject_date", "event_at", "channel_id", "is_estimated"), first)
                .as("first"),
            max("target_key").as("target_key"),
            max("received_at").as("updated_at"),
            org.apache.spark.sql.functions.count(lit(1)).as("reactions"))
        .join(unknown.select(columns(EMOJI)), EMOJI, "left_anti")
        .withColumn("member_key", lit(0L))
        .withColumn("is_counted", lit(true));
    return named
        .unionByName(unknown)
        .unionByName(anonymous)
        .select(
            col("first.subject_date"),
            to_date(col("first.event_at")).as("added_date"),
            col("guild_id"),
            col("message_id"),
            col("emoji"),
            col("member_key"),
            col("target_key"),
            col("first.channel_id"),
            col("first.event_at").as("added_at"),
            col("reactions"),
            col("first.is_estimated"),
            col("is_counted"),
            col("updated_at"));
  }

  private static Dataset<Row> notCleared(Dataset<Row> adds, Dataset<Row> clears) {
    Dataset<Row> cleared = clears.select(
        col("guild_id").as("c_guild"),
        col("message_id").as("c_message"),
        col("event_type").as("c_type"),
        col("emoji").as("c_emoji"),
        col("member_key").as("c_member"),
        ORDER.as("c_order"));
    Column concerns = when(col("c_type").equalTo(EventType.REACTION_REMOVE_ALL.code()), lit(true))
        .when(
            col("c_type").equalTo(EventType.REACTION_REMOVE_EMOJI.code()),
            col("c_emoji").equalTo(col("emoji")))
        .otherwise(
            col("c_emoji").equalTo(col("emoji")).and(col("c_member").equalTo(col("member_key"))));
    return adds.join(
        cleared,
        col("guild_id")
            .equalTo(col("c_guild"))
            .and(col("message_id").equalTo(col("c_message")))
            .and(concerns)
            .and(col("c_order").geq(col("order"))),
        "left_anti");
  }

  private static Column[] columns(String... names) {
    return Stream.of(names).map(name -> col(name)).toArray(Column[]::new);
  }
}

package dev.guildhouse.jobs.facts;

import static dev.guildhouse.jobs.facts.EventOrder.IS_COUNTED;
import static dev.guildhouse.jobs.facts.EventOrder.ORDER;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per message, deleted ones included, on the day inside its id. Read by the cube and by top
 * content. Creates are unique among events, so the millions of them are never grouped: what came
 * later, which is little, is folded first and joined to them.
 */
public final class MessagesFact implements TableJob {
  private static final List<String> COUNTS =
      List.of("attachments", "embeds", "stickers", "mentions", "role_mentions", "text_length");
  private static final List<String> CONTENT = Stream.concat(
          COUNTS.stream(), Stream.of("is_question", "has_poll", "keywords"))
      .toList();

  @Override
  public TableDef output() {
    return Facts.MESSAGES;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE, Facts.REACTIONS);
  }

  @Override
  public Slice affectedBy(TableDef input, Slice changed) {
    // A reaction changes its message only through an event of that message's day, which marks it.
    return input.equals(RawEvents.TABLE) ? changed : Slice.EMPTY;
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> reactions = inputs
        .tables()
        .folded(Facts.REACTIONS, slice)
        .withColumn("emoji_name", EmojiName.of(col("emoji")))
        .join(inputs.guilds(slice).settings(), "guild_id")
        .join(
            inputs.guilds(slice).emoji().drop("vote"), scalaSeq("guild_id", "emoji_name"), "left");
    Column keywords = keywords(inputs, slice);
    Dataset<Row> messages = fold(
        inputs.events(slice, EventType.MESSAGE_CREATE).withColumn("keywords", keywords),
        inputs.events(slice, EventType.MESSAGE_UPDATE).withColumn("keywords", keywords),
        inputs.events(
            slice, EventType.MESSAGE_DELETE, EventType.MESSAGE_APPROVE, EventType.MESSAGE_RESTORE),
        scores(reactions));
    return callsForHelp(inputs, slice)
        .map(calls ->
            messages.withColumn("is_question", when(calls, true).otherwise(col("is_question"))))
        .orElse(messages);
  }

  /** Maps are dear to read, so they are read only where a guild counts keywords. */
  private static Column keywords(JobInputs inputs, Slice slice) {
    boolean isAnyWanted = slice.guilds().stream()
        .anyMatch(guild -> !inputs.config().guild(guild).support().keywords().isEmpty());
    return isAnyWanted
        ? col("attributes").getItem("keywords")
        : lit(null).cast(DataTypes.StringType);
  }

  /** Whether a message is the post that starts a thread in a channel for help of its guild. */
  private static Optional<Column> callsForHelp(JobInputs inputs, Slice slice) {
    return slice.guilds().stream()
        .filter(guild -> !helpChannels(inputs, guild).isEmpty())
        .map(guild -> col("guild_id")
            .equalTo(guild)
            .and(col("channel_id").isin(helpChannels(inputs, guild).toArray()))
            .and(col("thread_id").equalTo(col("message_id"))))
        .reduce(Column::or);
  }

  private static List<Long> helpChannels(JobInputs inputs, long guild) {
    return inputs.config().guild(guild).support().helpChannels();
  }

  /** Standing reactions of each message that came within its window. */
  static Dataset<Row> scores(Dataset<Row> reactions) {
    return reactions
        .where(ReactionWindow.counts("reaction_window_days"))
        .groupBy("guild_id", "message_id")
        .agg(
            sum("reactions").as("score"),
            sum(col("reactions").multiply(coalesce(col("weight"), lit(1.0)))).as("weighted"),
            max("updated_at").as("scored_at"));
  }

  static Dataset<Row> fold(
      Dataset<Row> creates, Dataset<Row> updates, Dataset<Row> states, Dataset<Row> scores) {
    Column[] key = {col("guild_id"), col("message_id")};
    Column[] content = CONTENT.stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> newest = updates
        .groupBy(key)
        .agg(
            max_by(struct(content), ORDER).as("newest"),
            max(ORDER).as("newest_order"),
            max("embeds").as("most_embeds"),
            max(when(col("is_edit"), col("edited_at"))).as("last_edit"),
            max("received_at").as("update_received"));
    Dataset<Row> state = states
        .groupBy(key)
        .agg(
            max_by(col("event_type"), ORDER).as("last_state"),
            max("received_at").as("state_received"));
    Column isNewer = col("newest_order").isNotNull().and(col("newest_order").gt(ORDER));
    Column isLive = when(col("last_state").isNull(), col("is_pending").equalTo(false))
        .otherwise(col("last_state").notEqual(EventType.MESSAGE_DELETE.code()));
    Column isTopic = col("is_thread_starter")
        .or(col("thread_id").equalTo(0).and(col("is_reply").equalTo(false)));
    Column[] columns = Stream.of(
            Stream.of(
                col("subject_date").as("created_date"),
                col("guild_id"),
                col("message_id"),
                col("event_at").as("created_at"),
                col("channel_id"),
                col("thread_id"),
                col("member_key"),
                col("target_key"),
                IS_COUNTED.as("is_counted"),
                col("is_bot").or(col("is_webhook")).as("is_bot"),
                isLive.as("is_live"),
                isTopic.as("is_topic")),
            CONTENT.stream()
                .map(name -> name.equals("embeds")
                    ? greatest(col("embeds"), col("most_embeds")).as(name)
                    : when(isNewer, col("newest." + name)).otherwise(col(name)).as(name)),
            Stream.of(
                col("last_edit").as("edited_at"),
                coalesce(col("score"), lit(0L)).as("reaction_score"),
                coalesce(col("weighted"), lit(0.0)).as("weighted_score"),
                greatest(
                        col("received_at"),
                        col("update_received"),
                        col("state_received"),
                        col("scored_at"))
                    .as("updated_at")))
        .flatMap(some -> some)
        .toArray(Column[]::new);
    return creates
        .join(newest, scalaSeq("guild_id", "message_id"), "left")
        .join(state, scalaSeq("guild_id", "message_id"), "left")
        .join(scores, scalaSeq("guild_id", "message_id"), "left")
        .select(columns)
        .select(output(Facts.MESSAGES));
  }

  private static Column[] output(TableDef table) {
    return table.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private static String[] scalaSeq(String... columns) {
    return columns;
  }
}

package dev.guildhouse.jobs.facts;

import static dev.guildhouse.jobs.facts.EventOrder.IS_COUNTED;
import static dev.guildhouse.jobs.facts.EventOrder.ORDER;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Slice;
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
  private static final EventType[] ADDS = {EventType.REACTION_ADD};
  private static final EventType[] SNAPSHOTS = {EventType.REACTION_SNAPSHOT};
  private static final EventType[] CLEARS = {
    EventType.REACTION_REMOVE, EventType.REACTION_REMOVE_ALL, EventType.REACTION_REMOVE_EMOJI
  };
  private static final EventType[] TYPES =
      Stream.of(ADDS, SNAPSHOTS, CLEARS).flatMap(Stream::of).toArray(EventType[]::new);
  private static final String[] REACTION = {"guild_id", "message_id", "emoji", "member_key"};
  private static final String[] EMOJI = {"guild_id", "message_id", "emoji"};
  private static final String[] MESSAGE = {"guild_id", "message_id"};
  private static final Column[] MESSAGE_OF_NOBODY = columns("guild_id", "message_id", "member_key");

  /** So many messages are sent to every task without a thought. */
  private static final int FEW_MESSAGES = 500_000;

  @Override
  public TableDef output() {
    return Facts.REACTIONS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> adds = inputs.events(slice, ADDS);
    Dataset<Row> snapshots = inputs.events(slice, SNAPSHOTS);
    Dataset<Row> clears = inputs.events(slice, CLEARS);
    TableReader tables = inputs.tables();
    Dataset<Row> ofNobody = tables.few(adds.select(MESSAGE_OF_NOBODY)
        .unionByName(snapshots.select(MESSAGE_OF_NOBODY))
        .where(col("member_key").equalTo(0))
        .select(columns(MESSAGE))
        .distinct());
    Dataset<Row> standing = named(adds, clears, snapshots);
    // Whoever watches live knows nearly everybody: what nobody did is looked for in few messages.
    long few = ofNobody.count();
    if (few > FEW_MESSAGES) {
      standing = fold(adds, clears, snapshots);
    } else if (few > 0) {
      Dataset<Row> ofTheirs =
          tables.few(inputs.events(slice, TYPES).join(broadcast(ofNobody), MESSAGE, "left_semi"));
      standing = standing.unionByName(
          tables.few(nobodys(of(ofTheirs, ADDS), of(ofTheirs, CLEARS), of(ofTheirs, SNAPSHOTS))));
    }
    Column[] columns = Facts.REACTIONS.columnNames().stream()
        .map(name -> name.equals("vote") ? coalesce(col(name), lit(0)).as(name) : col(name))
        .toArray(Column[]::new);
    return standing
        .withColumn("emoji_name", EmojiName.of(col("emoji")))
        .join(
            inputs.guilds(slice).emoji().drop("weight"),
            new String[] {"guild_id", "emoji_name"},
            "left")
        .select(columns);
  }

  private static Dataset<Row> of(Dataset<Row> events, EventType[] types) {
    return events.where(TableReader.isAmong(List.of(types)));
  }

  /** Reactions that no clear came after, without their votes. */
  static Dataset<Row> fold(Dataset<Row> adds, Dataset<Row> clears, Dataset<Row> snapshots) {
    return named(adds, clears, snapshots).unionByName(nobodys(adds, clears, snapshots));
  }

  /**
   * Reactions of unknown members that no clear came after, without their votes: of a counted total
   * what is left over when all who are accounted for are taken off.
   */
  private static Dataset<Row> nobodys(
      Dataset<Row> adds, Dataset<Row> clears, Dataset<Row> snapshots) {
    Dataset<Row> given = given(adds, clears);
    Dataset<Row> found = found(snapshots, clears);
    Column first = struct(col("is_estimated"), col("order"));
    Dataset<Row> totals = found
        .where(col("member_key").equalTo(0))
        .groupBy(columns(EMOJI))
        .agg(
            max_by(struct("subject_date", "event_at", "channel_id", "is_estimated"), col("order"))
                .as("first"),
            max_by(col("amount"), col("order")).cast("long").as("total"),
            max("order").as("found_order"),
            max("target_key").as("target_key"),
            max("received_at").as("updated_at"));
    Dataset<Row> unknown = totals
        .join(accounted(totals, adds, clears, snapshots), EMOJI, "left")
        .withColumn("reactions", col("total").minus(coalesce(col("accounted"), lit(0L))))
        .where(col("reactions").gt(0))
        .withColumn("member_key", lit(0L))
        .withColumn("is_counted", lit(true))
        .drop("total", "found_order", "accounted");
    Dataset<Row> anonymous = given
        .where(col("member_key").equalTo(0))
        .groupBy(columns(EMOJI))
        .agg(
            min_by(struct("subject_date", "event_at", "channel_id", "is_estimated"), first)
                .as("first"),
            max("target_key").as("target_key"),
            max("received_at").as("updated_at"),
            count(lit(1)).as("reactions"))
        .join(unknown.select(columns(EMOJI)), EMOJI, "left_anti")
        .withColumn("member_key", lit(0L))
        .withColumn("is_counted", lit(true));
    return columns(unknown).unionByName(columns(anonymous));
  }

  /**
   * One row per member whose reaction stands. A known time beats an estimated one; among equals the
   * earliest counts. Told of two channels, as of a moved thread, the higher stands, so that nothing
   * but plain minima and maxima is folded.
   */
  private static Dataset<Row> named(
      Dataset<Row> adds, Dataset<Row> clears, Dataset<Row> snapshots) {
    return given(adds, clears)
        .unionByName(found(snapshots, clears))
        .where(col("member_key").notEqual(0))
        .groupBy(columns(REACTION))
        .agg(
            max("subject_date").as("subject_date"),
            max("channel_id").as("channel_id"),
            min(when(not(col("is_estimated")), col("event_at"))).as("known_at"),
            min("event_at").as("estimated_at"),
            max("target_key").as("target_key"),
            max(IS_COUNTED).as("is_counted"),
            max("received_at").as("updated_at"))
        .withColumn("added_at", coalesce(col("known_at"), col("estimated_at")))
        .select(
            col("subject_date"),
            to_date(col("added_at")).as("added_date"),
            col("guild_id"),
            col("message_id"),
            col("emoji"),
            col("member_key"),
            col("target_key"),
            col("channel_id"),
            col("added_at"),
            lit(1L).as("reactions"),
            col("known_at").isNull().as("is_estimated"),
            col("is_counted"),
            col("updated_at"));
  }

  private static Dataset<Row> given(Dataset<Row> adds, Dataset<Row> clears) {
    return notCleared(adds.withColumn("order", ORDER), clears)
        .withColumn("is_estimated", lit(false));
  }

  private static Dataset<Row> found(Dataset<Row> snapshots, Dataset<Row> clears) {
    return notCleared(snapshots.withColumn("order", ORDER), clears)
        .withColumn("is_estimated", lit(true));
  }

  /** The rows of unknown members with the columns of {@link #named}. */
  private static Dataset<Row> columns(Dataset<Row> nobodys) {
    return nobodys.select(
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

  /**
   * How many of each total are accounted for: members known to have reacted when it was found, and
   * those of whom the first that is known afterwards is that they took it back.
   */
  private static Dataset<Row> accounted(
      Dataset<Row> totals, Dataset<Row> adds, Dataset<Row> clears, Dataset<Row> snapshots) {
    Dataset<Row> found = totals.select(
        col("guild_id"), col("message_id"), col("emoji"), col("found_order.at").as("found_at"));
    Dataset<Row> words = words(adds, true)
        .unionByName(
            words(clears.where(col("event_type").equalTo(EventType.REACTION_REMOVE.code())), false))
        .join(found, EMOJI);
    // Whoever an export names had reacted at some time before, for all that is known.
    Dataset<Row> names = words(snapshots, true)
        .join(found, EMOJI)
        .withColumn(
            "order",
            when(col("order.at").gt(col("found_at")), col("order").withField("at", col("found_at")))
                .otherwise(col("order")));
    Column isBefore = col("order.at").leq(col("found_at"));
    Dataset<Row> members = words
        .unionByName(names)
        .groupBy(columns(REACTION))
        .agg(
            max(when(isBefore, struct(col("order"), col("is_given")))).as("before"),
            min(when(not(isBefore), struct(col("order"), col("is_given")))).as("after"))
        .join(wipes(found, clears), EMOJI, "left");
    Column hadReacted = coalesce(col("before.is_given"), lit(false))
        .and(coalesce(col("before.order").gt(col("wiped")), lit(true)));
    Column tookBack = not(coalesce(col("after.is_given"), lit(true)));
    return members
        .where(hadReacted.or(tookBack))
        .groupBy(columns(EMOJI))
        .agg(count(lit(1)).as("accounted"));
  }

  /** What is known of each member's reaction, one by one. */
  private static Dataset<Row> words(Dataset<Row> events, boolean isGiven) {
    return events
        .where(col("member_key").notEqual(0))
        .select(
            col("guild_id"),
            col("message_id"),
            col("emoji"),
            col("member_key"),
            lit(isGiven).as("is_given"),
            ORDER.as("order"));
  }

  /** The last time before each total was found that everybody's reactions were cleared. */
  private static Dataset<Row> wipes(Dataset<Row> found, Dataset<Row> clears) {
    Dataset<Row> all = clears
        .where(col("event_type").notEqual(EventType.REACTION_REMOVE.code()))
        .select(
            col("guild_id"),
            col("message_id"),
            when(col("event_type").equalTo(EventType.REACTION_REMOVE_EMOJI.code()), col("emoji"))
                .as("wiped_emoji"),
            ORDER.as("wiped"));
    return found
        .join(all, new String[] {"guild_id", "message_id"})
        .where(col("wiped.at").leq(col("found_at")))
        .where(coalesce(col("wiped_emoji").equalTo(col("emoji")), lit(true)))
        .groupBy(columns(EMOJI))
        .agg(max("wiped").as("wiped"));
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

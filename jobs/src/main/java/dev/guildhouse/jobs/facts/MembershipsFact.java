package dev.guildhouse.jobs.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.Slice;
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

/** One row per join or leave that counts. Rejoins count each time, also when the leave between was
 * missed; one join told twice, by the gateway and by its system message, counts once. */
public final class MembershipsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.MEMBERSHIPS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  private static final long SAME_CHANGE_MICROS = 60_000_000;

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    // The first of two tellings may stand on the day before.
    Slice withEve = slice.plus(slice.onDays(day -> List.of(day.minusDays(1))));
    Dataset<Row> events = inputs.events(withEve, EventType.MEMBER_JOIN, EventType.MEMBER_LEAVE);
    return fold(events).where(slice.holds("changed_date"));
  }

  static Dataset<Row> fold(Dataset<Row> events) {
    Column isSystemMessage = col("message_id").notEqual(0);
    WindowSpec before = Window.partitionBy("guild_id", "member_key", "event_type")
        .orderBy("event_at", "session_started_at", "sequence", "message_id");
    Column sinceBefore = unix_micros(col("event_at")).minus(unix_micros(col("before.event_at")));
    Column isToldAgain = col("before")
        .isNotNull()
        .and(sinceBefore.leq(SAME_CHANGE_MICROS))
        .and(col("event_type")
            .equalTo(EventType.MEMBER_LEAVE.code())
            .or(col("before.is_message").notEqual(isSystemMessage)));
    return events
        .withColumn("is_message", isSystemMessage)
        .withColumn("before", lag(struct("event_at", "is_message"), 1).over(before))
        .where(coalesce(isToldAgain, lit(false)).equalTo(false))
        .select(
            to_date(col("event_at")).as("changed_date"),
            col("guild_id"),
            col("member_key"),
            col("event_at").as("changed_at"),
            when(col("event_type").equalTo(EventType.MEMBER_JOIN.code()), "joined")
                .otherwise("left")
                .as("change"),
            // A join is told by a system message, which does not make the member a system.
            col("is_bot").or(col("is_webhook")).equalTo(false).as("is_counted"),
            col("received_at").as("updated_at"));
  }
}

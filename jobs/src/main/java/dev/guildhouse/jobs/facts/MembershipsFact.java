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
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * One row per join or leave that counts. Rejoins count each time, also when the leave between was
 * missed; one join told twice, by the gateway and by its system message, counts once. So does one
 * leave told twice, as Discord does of kicks and bans. Of members that nobody knows each change is
 * another one's.
 */
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
    Column[] inTime = {
      col("event_at"), col("session_started_at"), col("sequence"), col("message_id")
    };
    WindowSpec ofMember = Window.partitionBy("guild_id", "member_key").orderBy(inTime);
    WindowSpec ofKind =
        Window.partitionBy("guild_id", "member_key", "event_type").orderBy(inTime);
    Column isJoin = col("event_type").equalTo(EventType.MEMBER_JOIN.code());
    // Between two tellings of one leave nobody joins; of one join the other telling is of another
    // kind, whatever happened meanwhile.
    Column before = when(isJoin, col("join_before")).otherwise(col("change_before"));
    Column isOneOfTwo = when(isJoin, col("before.is_message").notEqual(isSystemMessage))
        .otherwise(col("before.event_type").equalTo(EventType.MEMBER_LEAVE.code()));
    Column sinceBefore = unix_micros(col("event_at")).minus(unix_micros(col("before.event_at")));
    Column isToldAgain = col("member_key")
        .notEqual(MemberKeys.UNKNOWN)
        .and(sinceBefore.leq(SAME_CHANGE_MICROS))
        .and(isOneOfTwo);
    Column change = struct("event_at", "event_type", "is_message");
    return events
        .withColumn("is_message", isSystemMessage)
        .withColumn("change_before", lag(change, 1).over(ofMember))
        .withColumn("join_before", lag(change, 1).over(ofKind))
        .withColumn("before", before)
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

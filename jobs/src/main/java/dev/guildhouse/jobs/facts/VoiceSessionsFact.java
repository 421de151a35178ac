package dev.guildhouse.jobs.facts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.StructType;

/** One row per member, stay in a voice channel and hour of it. A stay ends with the member's next change
 * of channel, or at the last proof of life before a gap; one that is open at midnight is carried into
 * the next day. */
public final class VoiceSessionsFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.VOICE_SESSIONS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  private static final int GAP = EventType.COLLECTOR_GAP.code();

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Slice next = slice.onDays(day -> List.of(day.plusDays(1))).minus(slice);
    Slice eve = eve(inputs, slice);
    Dataset<Row> runs = runs(inputs, slice);
    Dataset<Row> settings =
        inputs.guilds(slice).settings().select("guild_id", "minimum_session_seconds");
    EventType[] changes = {
      EventType.VOICE_JOIN, EventType.VOICE_MOVE, EventType.VOICE_LEAVE, EventType.VOICE_STATE
    };
    // Only the first minute of the day after: whether a stay that begins just before midnight
    // lasts.
    Dataset<Row> lookAhead = inputs
        .events(next, changes)
        .join(settings, "guild_id")
        .where(unix_seconds(col("event_at")).mod(86_400).lt(col("minimum_session_seconds")))
        .withColumn("subject_date", expr("date_sub(subject_date, 1)"))
        .drop("minimum_session_seconds");
    Dataset<Row> events = inputs.events(slice, changes).unionByName(lookAhead);
    Dataset<Row> carried = inputs
        .tables()
        .folded(Facts.VOICE_SESSIONS, eve)
        .where(col("is_open"))
        .withColumn("voice_date", expr("date_add(voice_date, 1)"))
        .unionByName(carriedOverASeal(inputs, slice));
    return fold(
        events,
        carried,
        inputs.events(slice, EventType.COLLECTOR_GAP),
        inputs.events(slice, EventType.COLLECTOR_HEARTBEAT),
        runs,
        settings);
  }

  /** The days that stays are carried on from. In anonymous mode a member of a month is nobody in the next. */
  private static Slice eve(JobInputs inputs, Slice slice) {
    Slice eve = slice.onDays(day -> List.of(day.minusDays(1))).minus(slice);
    Slice ends = eve.ofDays(day -> day.plusDays(1).getDayOfMonth() == 1);
    return eve.minus(ends.ofGuilds(inputs::isAnonymous));
  }

  /** What went on at the first midnight after a sealed month: only the day itself still tells. */
  private static Dataset<Row> carriedOverASeal(JobInputs inputs, Slice slice) {
    SealedMonths sealed = inputs.tables().sealed();
    Slice after = Slice.EMPTY;
    for (LocalDate day : slice.days()) {
      if (day.getDayOfMonth() == 1) {
        after = after.plus(
            slice.ofDays(day::equals).ofGuilds(guild -> sealed.holds(guild, day.minusDays(1))));
      }
    }
    return inputs
        .tables()
        .folded(Facts.VOICE_SESSIONS, after)
        .where(col("started_at")
            .equalTo(col("voice_date").cast("timestamp"))
            .and(col("session_started_at").lt(col("started_at"))))
        .withColumn("ended_at", col("started_at"));
  }

  /** One row per (guild, day) with the unbroken run of days that it belongs to. */
  private static Dataset<Row> runs(JobInputs inputs, Slice slice) {
    List<Row> rows = new ArrayList<>();
    for (long guild : slice.guilds()) {
      List<LocalDate> days = slice.ofGuilds(g -> g == guild).days().stream().toList();
      LocalDate start = days.get(0);
      List<LocalDate> run = new ArrayList<>();
      for (LocalDate day : days) {
        boolean isAnotherMonth = day.getDayOfMonth() == 1 && inputs.isAnonymous(guild);
        if (!run.isEmpty() && (isAnotherMonth || !day.equals(start.plusDays(run.size())))) {
          close(rows, guild, start, run);
          run.clear();
        }
        if (run.isEmpty()) {
          start = day;
        }
        run.add(day);
      }
      close(rows, guild, start, run);
    }
    StructType schema = new StructType()
        .add("guild_id", "long", false)
        .add("subject_date", "date", false)
        .add("run_start", "date", false)
        .add("run_end", "date", false);
    return broadcast(inputs.spark().createDataFrame(rows, schema));
  }

  private static void close(List<Row> rows, long guild, LocalDate start, List<LocalDate> run) {
    LocalDate end = start.plusDays(run.size());
    run.forEach(day -> rows.add(
        RowFactory.create(guild, Date.valueOf(day), Date.valueOf(start), Date.valueOf(end))));
  }

  static Dataset<Row> fold(
      Dataset<Row> events,
      Dataset<Row> carried,
      Dataset<Row> gaps,
      Dataset<Row> heartbeats,
      Dataset<Row> runs,
      Dataset<Row> settings) {
    Column leaves = col("event_type").equalTo(EventType.VOICE_LEAVE.code());
    Dataset<Row> changes = events
        .join(runs, new String[] {"guild_id", "subject_date"})
        .select(
            col("guild_id"),
            col("member_key"),
            col("run_start"),
            col("run_end"),
            col("event_at").as("at"),
            coalesce(col("session_started_at"), lit(Instant.EPOCH)).as("session"),
            col("sequence"),
            when(leaves, lit(0L)).otherwise(col("channel_id")).as("channel_id"),
            col("event_type"),
            col("event_at").as("opened_at"),
            col("is_bot"),
            col("received_at"));
    Dataset<Row> open = carried
        .withColumnRenamed("voice_date", "subject_date")
        .join(runs, new String[] {"guild_id", "subject_date"})
        .select(
            col("guild_id"),
            col("member_key"),
            col("run_start"),
            col("run_end"),
            col("ended_at").as("at"),
            lit(Instant.EPOCH).as("session"),
            lit(Long.MIN_VALUE).as("sequence"),
            col("channel_id"),
            lit(EventType.VOICE_STATE.code()).as("event_type"),
            col("session_started_at").as("opened_at"),
            col("is_counted").equalTo(false).as("is_bot"),
            col("updated_at").as("received_at"));
    Dataset<Row> known = changes.unionByName(open);
    Dataset<Row> all = known.unionByName(gapsOf(known, gaps, heartbeats, runs));
    return pieces(stays(all), settings);
  }

  /** For every member of the run a row at each gap of the guild; its channel is none. */
  private static Dataset<Row> gapsOf(
      Dataset<Row> known, Dataset<Row> gaps, Dataset<Row> heartbeats, Dataset<Row> runs) {
    Dataset<Row> starts = gaps.where(col("channel_id").equalTo(0))
        .join(runs, new String[] {"guild_id", "subject_date"})
        .select(
            col("guild_id"), col("run_start"), col("event_at").as("gap_at"), col("received_at"));
    Dataset<Row> alive = heartbeats
        .join(runs, new String[] {"guild_id", "subject_date"})
        .select(
            col("guild_id"),
            col("run_start"),
            col("event_at").as("beat_at"),
            expr("event_at + make_dt_interval(0, 0, 0, amount)").as("beat_until"));
    Dataset<Row> proven = starts
        .join(alive, new String[] {"guild_id", "run_start"}, "left")
        .where(col("beat_at").isNull().or(col("beat_at").lt(col("gap_at"))))
        .groupBy("guild_id", "run_start", "gap_at")
        .agg(
            max(least(col("beat_until"), col("gap_at"))).as("proof_at"),
            max("received_at").as("received_at"));
    return known
        .groupBy("guild_id", "member_key", "run_start", "run_end")
        .agg(max("is_bot").as("is_bot"))
        .join(proven, new String[] {"guild_id", "run_start"})
        .select(
            col("guild_id"),
            col("member_key"),
            col("run_start"),
            col("run_end"),
            col("gap_at").as("at"),
            lit(Instant.EPOCH).as("session"),
            lit(Long.MIN_VALUE).as("sequence"),
            lit(0L).as("channel_id"),
            lit(GAP).as("event_type"),
            col("proof_at").as("opened_at"),
            col("is_bot"),
            col("received_at"));
  }

  private static Dataset<Row> stays(Dataset<Row> changes) {
    WindowSpec ofMember = Window.partitionBy("guild_id", "member_key", "run_start")
        .orderBy("at", "session", "sequence");
    // A gap cuts where life was last proven: by the guild's heartbeat or the member's own event.
    Column isGap = col("event_type").equalTo(GAP);
    Column cutAt = greatest(coalesce(col("opened_at"), col("at_before")), col("at_before"));
    Column at = when(isGap, coalesce(cutAt, col("at"))).otherwise(col("at"));
    Column isJoin = col("event_type").equalTo(EventType.VOICE_JOIN.code());
    Column isChange =
        isJoin.or(col("channel_id").notEqual(coalesce(col("channel_before"), lit(0L))));
    return changes
        .withColumn("at_before", lag("at", 1).over(ofMember))
        .withColumn("channel_before", lag("channel_id", 1).over(ofMember))
        .where(isChange)
        .withColumn("from_second", unix_seconds(at))
        .withColumn("to_second", lead("from_second", 1).over(ofMember))
        .withColumn(
            "is_cut", coalesce(lead("event_type", 1).over(ofMember).equalTo(GAP), lit(false)))
        .withColumn("close_received", lead("received_at", 1).over(ofMember))
        .where(col("channel_id").notEqual(0));
  }

  private static Dataset<Row> pieces(Dataset<Row> stays, Dataset<Row> settings) {
    Column runEnd = unix_seconds(col("run_end").cast("timestamp"));
    Column openedSecond = unix_seconds(col("opened_at"));
    Column lasted = coalesce(col("to_second"), lit(Long.MAX_VALUE)).minus(openedSecond);
    return stays
        .join(settings, "guild_id")
        .withColumn("last_second", least(coalesce(col("to_second"), runEnd), runEnd))
        .where(col("last_second").gt(col("from_second")))
        .withColumn(
            "hour_second",
            explode(expr("sequence(from_second - from_second % 3600, last_second - 1, 3600L)")))
        .withColumn("piece_from", greatest(col("from_second"), col("hour_second")))
        .withColumn("piece_to", least(col("last_second"), col("hour_second").plus(3600)))
        .withColumn("started_at", expr("timestamp_seconds(piece_from)"))
        .withColumn("ended_at", expr("timestamp_seconds(piece_to)"))
        .select(
            to_date(col("started_at")).as("voice_date"),
            col("guild_id"),
            col("channel_id"),
            col("member_key"),
            col("opened_at").as("session_started_at"),
            col("started_at"),
            col("ended_at"),
            col("piece_to").minus(col("piece_from")).as("voice_seconds"),
            col("piece_from")
                .equalTo(openedSecond)
                .and(lasted.geq(col("minimum_session_seconds")))
                .as("is_session_start"),
            coalesce(col("to_second"), lit(Long.MAX_VALUE))
                .gt(col("piece_to"))
                .and(col("piece_to").mod(86_400).equalTo(0))
                .as("is_open"),
            col("is_cut").and(col("piece_to").equalTo(col("to_second"))).as("is_cut"),
            col("is_bot").equalTo(false).as("is_counted"),
            coalesce(greatest(col("received_at"), col("close_received")), col("received_at"))
                .as("updated_at"));
  }
}

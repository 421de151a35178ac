package dev.guildhouse.jobs.marts.segments;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.marts.ActiveDays;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The segment and score of every present member, night by night. Each night is a snapshot of what
 * was known then: what comes late changes the nights that follow, and only a backfill restates one.
 */
public final class MemberSegments implements TableJob {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final String[] NIGHT = {"guild_id", "as_of_date"};
  private static final String[] NIGHT_MEMBER = {"guild_id", "as_of_date", "member_key"};

  @Override
  public TableDef output() {
    return SegmentTables.MEMBER_SEGMENTS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(MEMBER_DAILY, GUILD_DAILY, Facts.MEMBERSHIPS, Facts.MEMBERS, Marts.MEMBER_STATE);
  }

  @Override
  public boolean isSnapshot() {
    return true;
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> nights = nights(inputs, slice);
    Slice newest = newest(inputs, slice);
    Slice older = slice.minus(newest);
    Dataset<Row> members = inputs.tables().table(Facts.MEMBERS);
    Dataset<Row> last = nights.where(newest.holds("as_of_date"));
    Dataset<Row> words = PresentMembers.newest(members, last);
    Dataset<Row> states = newestStates(inputs, last);
    if (!older.isEmpty()) {
      Dataset<Row> before = nights.where(older.holds("as_of_date"));
      words = words.unionByName(
          PresentMembers.older(members, inputs.tables().table(Facts.MEMBERSHIPS), before));
      states = states.unionByName(olderStates(inputs, older, before));
    }
    Dataset<Row> present = PresentMembers.of(words, states);
    return Classification.of(
        present.join(sums(inputs, slice, nights), NIGHT_MEMBER, "left").join(nights, NIGHT));
  }

  /** The nights of a slice on which there was anything to know, with what holds for the guild. */
  private static Dataset<Row> nights(JobInputs inputs, Slice slice) {
    LocalDate first = slice.days().first().minusDays(ActiveDays.MASK_DAYS - 1L);
    Dataset<Row> days = inputs
        .tables()
        .table(GUILD_DAILY, DayRange.through(first, slice.days().last()))
        .select(col("guild_id"), col("period_start_date"), ActiveDays.coverage().as("coverage"));
    Dataset<Row> settings = SegmentFrame.of(inputs, slice);
    Column watched = sum(when(
            expr("datediff(as_of_date, period_start_date) between 0 and dormant_days - 1"),
            col("coverage"))
        .otherwise(lit(0.0)));
    Dataset<Row> coverage = days.join(
            settings.select("guild_id", "as_of_date", "dormant_days"), "guild_id")
        .groupBy("guild_id", "as_of_date", "dormant_days")
        .agg(
            watched.as("watched_days"),
            max(expr("period_start_date = as_of_date")).as("is_filled"))
        .where(col("is_filled"))
        .select(
            col("guild_id"),
            col("as_of_date"),
            expr("watched_days >= 0.9 * dormant_days - 1e-9").as("is_watched"));
    return settings.join(coverage, NIGHT);
  }

  /** Those of a slice for which the state of members is as of that very day. */
  private static Slice newest(JobInputs inputs, Slice slice) {
    Map<Long, LocalDate> asOf = new HashMap<>();
    for (Row row : inputs
        .tables()
        .table(Marts.MEMBER_STATE)
        .groupBy("guild_id")
        .agg(max("as_of_date"))
        .collectAsList()) {
      asOf.put(row.getLong(0), row.getDate(1).toLocalDate());
    }
    Slice newest = Slice.EMPTY;
    for (long guild : slice.guilds()) {
      newest = newest.plus(slice
          .ofGuilds(one -> one == guild)
          .ofDays(day -> !day.isBefore(asOf.getOrDefault(guild, LocalDate.MIN))));
    }
    return newest;
  }

  private static Dataset<Row> newestStates(JobInputs inputs, Dataset<Row> nights) {
    return inputs
        .tables()
        .table(Marts.MEMBER_STATE)
        .withColumnRenamed("as_of_date", "state_date")
        .join(nights.select(NIGHT[0], NIGHT[1]), "guild_id")
        .where(col("state_date").leq(col("as_of_date")))
        .withColumn("days_on", expr("datediff(as_of_date, state_date)"))
        .select(
            col("guild_id"),
            col("as_of_date"),
            col("member_key"),
            col("first_active_date"),
            col("last_active_date"),
            when(col("days_on").geq(ActiveDays.MASK_DAYS), lit(0L))
                .otherwise(expr("shiftleft(active_days_mask, days_on)"))
                .as("active_days_mask"));
  }

  private static Dataset<Row> olderStates(JobInputs inputs, Slice older, Dataset<Row> nights) {
    DayRange windows = new DayRange(
        older.days().first().minusDays(ActiveDays.MASK_DAYS - 1L),
        older.days().last().plusDays(1));
    Dataset<Row> masks = ActiveDays.masks(
        ActiveDays.of(inputs.tables().table(MEMBER_DAILY, windows)),
        nights.select(NIGHT[0], NIGHT[1]));
    Dataset<Row> firsts = inputs
        .tables()
        .table(Marts.MEMBER_STATE)
        .select("guild_id", "member_key", "first_active_date")
        .join(nights.select(NIGHT[0], NIGHT[1]), "guild_id")
        .where(col("first_active_date").leq(col("as_of_date")));
    Column newestSet = expr("date_sub(as_of_date, instr(reverse(bin(active_days_mask)), '1') - 1)");
    return firsts
        .join(masks, NIGHT_MEMBER, "left")
        .select(
            col("guild_id"),
            col("as_of_date"),
            col("member_key"),
            col("first_active_date"),
            // Further back than the mask, only that there was a first day is known.
            coalesce(when(expr("active_days_mask <> 0"), newestSet), col("first_active_date"))
                .as("last_active_date"),
            coalesce(col("active_days_mask"), lit(0L)).as("active_days_mask"));
  }

  /** What members did in the windows that end with each night. */
  private static Dataset<Row> sums(JobInputs inputs, Slice slice, Dataset<Row> nights) {
    int longest = slice.guilds().stream()
        .mapToInt(guild -> inputs.config().guild(guild).segments().whales().days())
        .max()
        .orElse(0);
    int reach = Math.max(longest, Classification.MONTH);
    DayRange days = new DayRange(
        slice.days().first().minusDays(reach - 1L), slice.days().last().plusDays(1));
    return inputs
        .tables()
        .table(MEMBER_DAILY, days)
        .select(
            col("guild_id"),
            col("member_key"),
            col("period_start_date"),
            col("messages"),
            col("reactions_given"),
            col("voice_seconds"),
            expr("threads_created + thread_joins + thread_messages").as("thread_activity"),
            col("voice_sessions"),
            col("reward_amount"))
        .join(nights.select("guild_id", "as_of_date", "whale_days"), "guild_id")
        .withColumn("days_ago", expr("datediff(as_of_date, period_start_date)"))
        .where(
            expr("days_ago between 0 and greatest(whale_days, " + Classification.MONTH + ") - 1"))
        .groupBy("guild_id", "as_of_date", "member_key")
        .agg(
            within(Classification.WEEK, "messages").as("messages_7"),
            within(Classification.WEEK, "voice_sessions").as("voice_sessions_7"),
            within(Classification.MONTH, "messages").as("messages_30"),
            within(Classification.MONTH, "reactions_given").as("reactions_30"),
            within(Classification.MONTH, "voice_seconds").as("voice_seconds_30"),
            within(Classification.MONTH, "thread_activity").as("threads_30"),
            sum(when(expr("days_ago < whale_days"), col("reward_amount"))
                    .otherwise(lit(java.math.BigDecimal.ZERO)))
                .as("reward_amount"));
  }

  private static Column within(int days, String column) {
    return sum(when(col("days_ago").lt(days), col(column)).otherwise(lit(0L)));
  }
}

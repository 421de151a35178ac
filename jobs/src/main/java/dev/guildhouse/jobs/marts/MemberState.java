package dev.guildhouse.jobs.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * When each member was active, as of the last day folded for the guild. A night patches the bits of
 * the days that changed; only what lies further back than the mask is read from history again. A
 * day on which activity was watched for less than half neither breaks a streak nor counts.
 */
public final class MemberState implements TableJob {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final String[] MEMBER = {"guild_id", "member_key"};

  @Override
  public TableDef output() {
    return Marts.MEMBER_STATE;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(MEMBER_DAILY, GUILD_DAILY);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> state = inputs
        .tables()
        .table(Marts.MEMBER_STATE)
        .where(col("guild_id").isin(slice.guilds().toArray()));
    Map<Long, LocalDate> before = new HashMap<>();
    for (Row row : state.groupBy("guild_id").agg(max("as_of_date")).collectAsList()) {
      before.put(row.getLong(0), row.getDate(1).toLocalDate());
    }
    NavigableSet<Long> patched = new TreeSet<>();
    NavigableSet<Long> rebuilt = new TreeSet<>();
    for (long guild : slice.guilds()) {
      Slice ofGuild = ofGuild(slice, guild);
      LocalDate asOf = asOf(before.get(guild), ofGuild);
      boolean isInReach = before.containsKey(guild)
          && ofGuild.days().first().isAfter(asOf.minusDays(ActiveDays.MASK_DAYS));
      (isInReach ? patched : rebuilt).add(guild);
    }
    List<Dataset<Row>> parts = new ArrayList<>();
    if (!rebuilt.isEmpty()) {
      Dataset<Row> active = history(inputs, rebuilt).where(col("guild_id").isin(rebuilt.toArray()));
      Dataset<Row> windows = windows(inputs, slice.ofGuilds(rebuilt::contains), before);
      parts.add(rebuild(active, watched(inputs, rebuilt), windows));
    }
    if (!patched.isEmpty()) {
      parts.add(patchOrRebuild(inputs, slice.ofGuilds(patched::contains), before, state));
    }
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }

  private Dataset<Row> patchOrRebuild(
      JobInputs inputs, Slice slice, Map<Long, LocalDate> before, Dataset<Row> state) {
    Dataset<Row> windows = windows(inputs, slice, before);
    Dataset<Row> changed = ActiveDays.of(inputs.tables().counted(MEMBER_DAILY, slice));
    Dataset<Row> all =
        patch(state.where(col("guild_id").isin(slice.guilds().toArray())), changed, windows);
    Dataset<Row> sure = all.where(col("is_sure")).drop("is_sure");
    // The common night: one more day, nothing older touched. Then every answer is sure.
    boolean isNextDay = slice.guildsByDay().entrySet().stream()
        .allMatch(entry ->
            entry.getValue().stream().allMatch(g -> isNext(before.get(g), entry.getKey())));
    if (isNextDay) {
      return sure;
    }
    Dataset<Row> unsure = all.where(col("is_sure").equalTo(false)).select("guild_id", "member_key");
    if (unsure.isEmpty()) {
      return sure;
    }
    Dataset<Row> history =
        history(inputs, slice.guilds()).join(broadcast(unsure), MEMBER, "left_semi");
    return sure.unionByName(rebuild(history, watched(inputs, slice.guilds()), windows));
  }

  private static boolean isNext(@Nullable LocalDate before, LocalDate day) {
    return before != null && before.plusDays(1).equals(day);
  }

  /** The days of guilds that were watched well enough to break a streak, numbered from the first. */
  private static Dataset<Row> watched(JobInputs inputs, Set<Long> guilds) {
    return ActiveDays.watched(inputs.tables().table(GUILD_DAILY))
        .where(col("guild_id").isin(guilds.toArray()))
        .withColumn(
            "watched_index",
            row_number().over(Window.partitionBy("guild_id").orderBy("watched_date")));
  }

  private static Slice ofGuild(Slice slice, long guild) {
    return slice.ofGuilds(g -> g == guild);
  }

  /** All active days of members; in sealed months there are only tokens. */
  private static Dataset<Row> history(JobInputs inputs, NavigableSet<Long> guilds) {
    Dataset<Row> active = ActiveDays.of(inputs.tables().table(MEMBER_DAILY));
    SealedMonths sealed = inputs.tables().sealed();
    NavigableMap<LocalDate, NavigableSet<Long>> guildsByOpenFrom = new TreeMap<>();
    guilds.forEach(guild -> guildsByOpenFrom
        .computeIfAbsent(sealed.openFrom(guild), day -> new TreeSet<>())
        .add(guild));
    guildsByOpenFrom.remove(LocalDate.MIN);
    for (Map.Entry<LocalDate, NavigableSet<Long>> open : guildsByOpenFrom.entrySet()) {
      active = active.where(col("active_date")
          .geq(lit(open.getKey()))
          .or(not(col("guild_id").isin(open.getValue().toArray()))));
    }
    return active;
  }

  private static LocalDate asOf(@Nullable LocalDate before, Slice ofGuild) {
    LocalDate last = ofGuild.days().last();
    return before != null && before.isAfter(last) ? before : last;
  }

  /**
   * Per guild: the new day, how far it moved, the bits of the days that are folded anew, those of the
   * days watched, and whether only days after the old one are folded.
   */
  private static Dataset<Row> windows(JobInputs inputs, Slice slice, Map<Long, LocalDate> before) {
    Map<Long, LocalDate> after = new HashMap<>();
    slice
        .guilds()
        .forEach(guild -> after.put(guild, asOf(before.get(guild), ofGuild(slice, guild))));
    Map<Long, Long> watched = watchedBits(inputs, after);
    List<Row> rows = new ArrayList<>();
    after.forEach((guild, asOf) -> {
      NavigableSet<LocalDate> folded = ofGuild(slice, guild).days();
      LocalDate old = before.getOrDefault(guild, asOf);
      rows.add(RowFactory.create(
          guild,
          Date.valueOf(asOf),
          (int) Math.min(ActiveDays.MASK_DAYS, asOf.toEpochDay() - old.toEpochDay()),
          folded.stream().mapToLong(day -> bit(asOf, day)).reduce(0, (a, b) -> a | b),
          watched.getOrDefault(guild, 0L),
          folded.first().isAfter(old)));
    });
    StructType schema = new StructType()
        .add("guild_id", "long", false)
        .add("as_of_date", "date", false)
        .add("days_on", "int", false)
        .add("folded_bits", "long", false)
        .add("watched_bits", "long", false)
        .add("is_only_new", "boolean", false);
    return broadcast(inputs.spark().createDataFrame(rows, schema));
  }

  private static Map<Long, Long> watchedBits(JobInputs inputs, Map<Long, LocalDate> asOf) {
    LocalDate last = Collections.max(asOf.values());
    LocalDate first = Collections.min(asOf.values()).minusDays(ActiveDays.MASK_DAYS - 1L);
    Map<Long, Long> bits = new HashMap<>();
    for (Row row : ActiveDays.watched(
            inputs.tables().table(GUILD_DAILY, DayRange.through(first, last)))
        .where(col("guild_id").isin(asOf.keySet().toArray()))
        .collectAsList()) {
      long guild = row.getLong(0);
      bits.merge(
          guild,
          bit(Objects.requireNonNull(asOf.get(guild)), row.getDate(1).toLocalDate()),
          (a, b) -> a | b);
    }
    return bits;
  }

  private static long bit(LocalDate asOf, LocalDate day) {
    long ago = asOf.toEpochDay() - day.toEpochDay();
    return 0 <= ago && ago < ActiveDays.MASK_DAYS ? 1L << ago : 0;
  }

  /**
   * The state from all active days there are.
   *
   * @param watched watched days of the guilds, numbered
   */
  static Dataset<Row> rebuild(Dataset<Row> active, Dataset<Row> watched, Dataset<Row> windows) {
    Dataset<Row> reached = watched
        .join(windows.select("guild_id", "as_of_date"), "guild_id")
        .where(col("watched_date").leq(col("as_of_date")));
    Dataset<Row> last =
        reached.groupBy("guild_id").agg(max("watched_index").as("last_watched_index"));
    // Consecutive numbers less their rank are one number: what tells the runs apart.
    Column run = col("watched_index")
        .minus(
            row_number().over(Window.partitionBy(MEMBER[0], MEMBER[1]).orderBy("watched_index")));
    Dataset<Row> streaks = active
        .join(
            reached.select(
                col("guild_id"), col("watched_date").as("active_date"), col("watched_index")),
            new String[] {"guild_id", "active_date"})
        .withColumn("run", run)
        .groupBy("guild_id", "member_key", "run")
        .agg(count(lit(1)).cast("int").as("streak_days"), max("watched_index").as("run_end"))
        .join(last, "guild_id")
        .where(col("run_end").equalTo(col("last_watched_index")))
        .select("guild_id", "member_key", "streak_days");
    Dataset<Row> masks = ActiveDays.masks(active, windows.select("guild_id", "as_of_date"));
    return active
        .groupBy("guild_id", "member_key")
        .agg(min("active_date").as("first_active_date"), max("active_date").as("last_active_date"))
        .join(windows, "guild_id")
        .join(masks.drop("as_of_date"), MEMBER, "left")
        .join(streaks, MEMBER, "left")
        .withColumn("active_days_mask", coalesce(col("active_days_mask"), lit(0L)))
        .withColumn("streak_days", coalesce(col("streak_days"), lit(0)))
        .select(columns());
  }

  /**
   * The state with the bits of some days replaced, and {@code is_sure}: false where the answer lies
   * further back than the mask.
   */
  static Dataset<Row> patch(Dataset<Row> state, Dataset<Row> changed, Dataset<Row> windows) {
    Dataset<Row> bits = ActiveDays.masks(changed, windows.select("guild_id", "as_of_date"))
        .select(col("guild_id"), col("member_key"), col("active_days_mask").as("new_bits"));
    Column shifted = when(col("days_on").geq(ActiveDays.MASK_DAYS), lit(0L))
        .otherwise(expr("shiftleft(coalesce(active_days_mask, 0L), days_on)"));
    Column mask =
        shifted.bitwiseAND(expr("~folded_bits")).bitwiseOR(coalesce(col("new_bits"), lit(0L)));
    Column misses = expr("~mask & watched_bits");
    Column streakInMask = expr("cast(bit_count(mask & watched_bits & "
        + ActiveDays.low("instr(reverse(bin(misses)), '1') - 1") + ") as int)");
    Column carriedStreak = coalesce(col("streak_days"), lit(0))
        .plus(when(col("days_on").geq(ActiveDays.MASK_DAYS), expr("bit_count(watched_bits)"))
            .otherwise(expr("bit_count(watched_bits & " + ActiveDays.low("days_on") + ")")))
        .cast("int");
    Column isCarried = col("misses").equalTo(0);
    Column windowStart = expr("date_sub(as_of_date, " + (ActiveDays.MASK_DAYS - 1) + ")");
    Column isOld =
        col("first_active_date").isNotNull().and(col("first_active_date").lt(windowStart));
    Column oldestSet = expr("date_sub(as_of_date, length(bin(mask)) - 1)");
    Column newestSet = expr("date_sub(as_of_date, instr(reverse(bin(mask)), '1') - 1)");
    Column isLastKnown = expr("mask <> 0").or(col("last_active_date").lt(windowStart));
    Column isStreakKnown = isCarried
        .equalTo(false)
        .or(col("is_only_new").and(col("days_on").leq(ActiveDays.MASK_DAYS - 1)));
    return state
        .drop("as_of_date")
        .join(bits, MEMBER, "full")
        .join(windows, "guild_id")
        .withColumn("mask", mask)
        .withColumn("misses", misses)
        .where(expr("mask <> 0").or(isOld))
        .select(
            col("as_of_date"),
            col("guild_id"),
            col("member_key"),
            when(isOld, col("first_active_date")).otherwise(oldestSet).as("first_active_date"),
            when(expr("mask <> 0"), newestSet)
                .otherwise(col("last_active_date"))
                .as("last_active_date"),
            col("mask").as("active_days_mask"),
            when(isCarried, carriedStreak).otherwise(streakInMask).as("streak_days"),
            isLastKnown.and(isStreakKnown).as("is_sure"));
  }

  private static Column[] columns() {
    return Marts.MEMBER_STATE.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
  }
}

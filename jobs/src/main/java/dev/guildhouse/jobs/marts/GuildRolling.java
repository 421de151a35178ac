package dev.guildhouse.jobs.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
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
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * DAU, WAU, MAU and stickiness of each guild and day. The newest day comes from the masks of member
 * state, older ones from the active days of the 30 days before them; both are the same masks.
 */
public final class GuildRolling implements TableJob {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final int WEEK = 7;
  private static final int MONTH = 30;

  @Override
  public TableDef output() {
    return Marts.GUILD_ROLLING;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(MEMBER_DAILY, GUILD_DAILY, Marts.MEMBER_STATE);
  }

  @Override
  public Slice affectedBy(TableDef input, Slice changed) {
    // Every window that holds the day. Later days that are not there yet get no row by it.
    return input.equals(Marts.MEMBER_STATE)
        ? Slice.EMPTY
        : changed.onDays(day -> day.datesUntil(day.plusDays(MONTH)).toList());
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> watched = inputs
        .tables()
        .table(GUILD_DAILY, slice.range())
        .select(col("guild_id"), col("period_start_date").as("as_of_date"));
    Dataset<Row> asOf =
        asOf(inputs, slice).join(watched, new String[] {"guild_id", "as_of_date"}, "left_semi");
    Dataset<Row> state = inputs
        .tables()
        .table(Marts.MEMBER_STATE)
        .where(slice.holds("as_of_date"))
        .select("guild_id", "member_key", "as_of_date", "active_days_mask");
    Slice older = slice;
    for (Row known : state.select("guild_id", "as_of_date").distinct().collectAsList()) {
      LocalDate day = known.getDate(1).toLocalDate();
      older = older.minus(Slice.of(List.of(known.getLong(0)), List.of(day)));
    }
    return rolling(older.isEmpty() ? state : state.unionByName(masksOf(inputs, older, asOf)), asOf);
  }

  private static Dataset<Row> masksOf(JobInputs inputs, Slice older, Dataset<Row> asOf) {
    DayRange windows = new DayRange(
        older.days().first().minusDays(MONTH - 1L), older.days().last().plusDays(1));
    Dataset<Row> active = ActiveDays.of(inputs.tables().table(MEMBER_DAILY, windows));
    return ActiveDays.masks(
        active, asOf.where(older.holds("as_of_date")).select("guild_id", "as_of_date"));
  }

  /** Counts masks; a guild without any active member still has its row. */
  static Dataset<Row> rolling(Dataset<Row> masks, Dataset<Row> asOf) {
    Column week = col("active_days_mask").bitwiseAND(lit((1L << WEEK) - 1));
    Column month = col("active_days_mask").bitwiseAND(lit((1L << MONTH) - 1));
    Dataset<Row> counts = masks
        .groupBy("guild_id", "as_of_date")
        .agg(
            count_if(col("active_days_mask").bitwiseAND(lit(1L)).notEqual(0)).as("dau"),
            count_if(week.notEqual(0)).as("wau"),
            count_if(month.notEqual(0)).as("mau"),
            sum(functions.bit_count(month).cast("long")).as("member_days"));
    Dataset<Row> all =
        asOf.join(counts, new String[] {"guild_id", "as_of_date"}, "left").na().fill(0L);
    Column linkableDays = expr("datediff(as_of_date, linkable_from) + 1");
    Column isWeekWhole = linkableDays.geq(WEEK);
    Column isMonthWhole = linkableDays.geq(MONTH);
    return all.select(
        col("as_of_date"),
        col("guild_id"),
        col("dau").as("daily_active_members"),
        when(isWeekWhole, col("wau")).as("weekly_active_members"),
        when(isMonthWhole, col("mau")).as("monthly_active_members"),
        when(isMonthWhole.and(col("mau").gt(0)), expr("member_days / " + MONTH + " / mau"))
            .as("stickiness"));
  }

  /** One row per guild and day, with the day from which on a member can be told to be the same. */
  private static Dataset<Row> asOf(JobInputs inputs, Slice slice) {
    List<Row> rows = new ArrayList<>();
    slice
        .guildsByDay()
        .forEach((day, guilds) -> guilds.forEach(guild -> rows.add(RowFactory.create(
            guild, Date.valueOf(day), Date.valueOf(linkableFrom(inputs, guild, day))))));
    StructType schema = new StructType()
        .add("guild_id", "long", false)
        .add("as_of_date", "date", false)
        .add("linkable_from", "date", false);
    return functions.broadcast(inputs.spark().createDataFrame(rows, schema));
  }

  private static LocalDate linkableFrom(JobInputs inputs, long guild, LocalDate day) {
    LocalDate open = inputs.tables().sealed().openFrom(guild);
    LocalDate first = inputs.isAnonymous(guild) ? day.withDayOfMonth(1) : LocalDate.EPOCH;
    return open.isAfter(first) ? open : first;
  }
}

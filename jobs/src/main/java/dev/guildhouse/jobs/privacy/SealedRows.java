package dev.guildhouse.jobs.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.schema.tables.TableDef;
import java.time.LocalDate;
import java.time.YearMonth;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/** What is left of each kind of row when its month is sealed. */
final class SealedRows {
  /** Days that the mask of a member's state holds. */
  private static final int MASK_DAYS = 64;

  private SealedRows() {}

  /** A row of members under their tokens; the instant of its newest receipt only tells the day. */
  static Dataset<Row> tokens(TableDef table, Dataset<Row> rows, Broadcast<TokenLookup> lookup) {
    UserDefinedFunction token = udf(
            (UDF2<Long, Long, Long>) (guild, key) -> lookup.value().token(guild, key),
            DataTypes.LongType)
        .asNonNullable();
    Column[] columns = table.columnNames().stream()
        .map(name -> switch (name) {
          case "member_key" -> token.apply(col("guild_id"), col(name)).as(name);
          case "updated_at" -> date_trunc("DAY", col(name)).as(name);
          default -> col(name);
        })
        .toArray(Column[]::new);
    return rows.select(columns);
  }

  /** A ranked message without its author. */
  static Dataset<Row> withoutAuthors(Dataset<Row> topContent) {
    return topContent.withColumn("member_key", lit(0L));
  }

  /**
   * A grant as its day, trigger, token, amount and status. In the place of its id stands a negative
   * number that is given out in the order of just these.
   */
  static Dataset<Row> rewards(
      TableDef table, Dataset<Row> rewards, YearMonth month, Broadcast<TokenLookup> lookup) {
    long firstId = -(month.getYear() * 100L + month.getMonthValue()) * 1_000_000_000L;
    Dataset<Row> coarse = tokens(table, rewards, lookup)
        .withColumn("granted_at", col("granted_date").cast("timestamp"))
        .withColumn("updated_at", col("granted_date").cast("timestamp"))
        .withColumn("channel_id", lit(0L));
    Column number = row_number()
        .over(Window.partitionBy("guild_id")
            .orderBy("granted_date", "member_key", "reward_trigger", "amount", "reward_status"));
    Column[] columns = table.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
    return coarse
        .withColumn("reward_id", lit(firstId).minus(number.cast("long")))
        .select(columns);
  }

  /**
   * The state of members as if nothing before a day had ever been known: whoever was last active
   * before it is gone.
   *
   * @param openFrom the first day of a guild that is not sealed, by its column {@code open_from}
   */
  static Dataset<Row> openState(Dataset<Row> state, Column openFrom) {
    Column openDays = datediff(col("as_of_date"), openFrom).plus(1);
    Column mask = when(openDays.geq(MASK_DAYS), col("active_days_mask"))
        .otherwise(col("active_days_mask").bitwiseAND(expr("shiftleft(1L, open_days) - 1L")));
    Column oldest = expr("date_sub(as_of_date, length(bin(active_days_mask)) - 1)");
    Column first = when(col("first_active_date").geq(openFrom), col("first_active_date"))
        .when(col("open_days").lt(MASK_DAYS).and(col("active_days_mask").notEqual(0)), oldest)
        .otherwise(greatest(col("first_active_date"), openFrom));
    Column[] columns = state.columns().length == 0
        ? new Column[0]
        : java.util.Arrays.stream(state.columns()).map(name -> col(name)).toArray(Column[]::new);
    return state
        .where(col("last_active_date").geq(openFrom))
        .withColumn("open_days", openDays)
        .withColumn("active_days_mask", mask)
        .withColumn("first_active_date", first)
        .withColumn("streak_days", least(col("streak_days"), col("open_days")))
        .select(columns);
  }

  /** What is known of members' coming and going, as if nothing before a day had been told. */
  static Dataset<Row> openMembers(Dataset<Row> members, Column openFrom) {
    Column isTold = lit(false);
    Dataset<Row> open = members;
    for (String instant :
        new String[] {"first_joined_at", "joined_at", "left_at", "first_seen_at", "seen_at"}) {
      open = open.withColumn(instant, when(col(instant).geq(openFrom), col(instant)));
      isTold = isTold.or(col(instant).isNotNull());
    }
    return open.where(isTold);
  }

  /** The condition that an ISO week, by its first day, shares a day with a month. */
  static Column isWeekOf(YearMonth month) {
    LocalDate first = month.atDay(1);
    return col("period_start_date")
        .gt(lit(first.minusDays(7)))
        .and(col("period_start_date").leq(lit(month.atEndOfMonth())));
  }
}

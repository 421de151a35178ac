package dev.guildhouse.jobs.marts;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.schema.metrics.Metrics;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which days members were active on, as a mask of 64 days: exact, and it costs by member, not by day. */
public final class ActiveDays {
  /** Days that a mask holds. */
  public static final int MASK_DAYS = 64;

  private static final double WATCHED_SHARE = 0.5;

  static final Column IS_ACTIVE = expr(Metrics.ACTIVE_ANY);

  private ActiveDays() {}

  /** One row per active member and day. */
  public static Dataset<Row> of(Dataset<Row> memberDaily) {
    return memberDaily
        .where(IS_ACTIVE)
        .select(col("guild_id"), col("member_key"), col("period_start_date").as("active_date"));
  }

  /**
   * The share of a period in which everything that makes a member active was watched: of a row of a
   * guild's rollup the least of its families'.
   */
  public static Column coverage() {
    return Metrics.ACTIVITY_FAMILIES.stream()
        .map(family -> coalesce(col(family + "_coverage"), lit(0.0)))
        .reduce((one, other) -> least(one, other))
        .orElseThrow();
  }

  /** One row per guild and day on which activity was watched for at least half of it. */
  public static Dataset<Row> watched(Dataset<Row> guildDaily) {
    return guildDaily
        .where(coverage().geq(WATCHED_SHARE))
        .select(col("guild_id"), col("period_start_date").as("watched_date"));
  }

  /**
   * The mask of each member as of each day asked for.
   *
   * @param active active days
   * @param asOf one row per guild and {@code as_of_date}
   */
  public static Dataset<Row> masks(Dataset<Row> active, Dataset<Row> asOf) {
    return active
        .join(asOf, "guild_id")
        .withColumn("days_ago", expr("datediff(as_of_date, active_date)"))
        .where(col("days_ago").between(0, MASK_DAYS - 1))
        .groupBy("guild_id", "member_key", "as_of_date")
        .agg(bit_or(expr("shiftleft(1L, days_ago)")).as("active_days_mask"));
  }

  /** The lowest bits, up to 63 of them, in SQL; counted out by shifts, because 2^63 overflows. */
  public static String low(String bits) {
    return "shiftrightunsigned(shiftrightunsigned(-1L, 63 - (" + bits + ")), 1)";
  }
}

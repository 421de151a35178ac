package dev.guildhouse.jobs.marts.segments;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Who is present on a night: everybody of whom the last word is no leave. A word is a join, a
 * snapshot of the present ones, or activity. Whom the snapshots have not named for 30 days is gone,
 * even if nobody saw the leave.
 */
final class PresentMembers {
  private static final int MISSING_DAYS = 30;
  private static final String[] NIGHT_MEMBER = {"guild_id", "as_of_date", "member_key"};

  private PresentMembers() {}

  /**
   * One row per night and present member that is no bot, with what both inputs say.
   *
   * @param words {@code guild_id, as_of_date, member_key, is_bot, joined_at, left_at, seen_at}
   * @param states {@code guild_id, as_of_date, member_key, first_active_date, last_active_date,
   *     active_days_mask}
   */
  static Dataset<Row> of(Dataset<Row> words, Dataset<Row> states) {
    Column lastWord = greatest(col("joined_at"), col("seen_at"));
    Column isBack = col("left_at")
        .isNull()
        .or(coalesce(lastWord.gt(col("left_at")), lit(false)))
        .or(coalesce(col("last_active_date").gt(to_date(col("left_at"))), lit(false)));
    Column lastHeard = greatest(to_date(lastWord), col("last_active_date"));
    Column lastSnapshot =
        max(to_date(col("seen_at"))).over(Window.partitionBy("guild_id", "as_of_date"));
    return words
        .join(states, NIGHT_MEMBER, "full")
        .withColumn("last_heard_date", lastHeard)
        .withColumn("last_snapshot_date", lastSnapshot)
        .where(not(coalesce(col("is_bot"), lit(false)))
            .and(isBack)
            .and(col("last_heard_date").isNotNull())
            .and(coalesce(
                expr("datediff(last_snapshot_date, last_heard_date)").lt(MISSING_DAYS), lit(true))))
        .withColumn("joined_date", to_date(col("joined_at")))
        .withColumn("active_days_mask", coalesce(col("active_days_mask"), lit(0L)))
        .drop("is_bot", "seen_at", "left_at", "joined_at", "last_heard_date")
        .drop("last_snapshot_date");
  }

  /** What was told of members until each night, from the newest state. */
  static Dataset<Row> newest(Dataset<Row> members, Dataset<Row> nights) {
    return members
        .drop("as_of_date")
        .join(nights.select("guild_id", "as_of_date"), "guild_id")
        .select(
            col("guild_id"),
            col("as_of_date"),
            col("member_key"),
            col("is_bot"),
            coalesce(until("joined_at"), until("first_joined_at")).as("joined_at"),
            until("left_at").as("left_at"),
            coalesce(until("seen_at"), until("first_seen_at")).as("seen_at"));
  }

  private static Column until(String instant) {
    return when(to_date(col(instant)).leq(col("as_of_date")), col(instant));
  }

  /** The same for nights before the newest state, from joins and leaves one by one. */
  static Dataset<Row> older(Dataset<Row> members, Dataset<Row> memberships, Dataset<Row> nights) {
    Dataset<Row> changes = memberships
        .join(nights.select("guild_id", "as_of_date"), "guild_id")
        .where(col("changed_date").leq(col("as_of_date")))
        .select(
            col("guild_id"),
            col("as_of_date"),
            col("member_key"),
            not(col("is_counted")).as("is_bot"),
            when(col("change").equalTo("joined"), col("changed_at")).as("joined_at"),
            when(col("change").equalTo("left"), col("changed_at")).as("left_at"),
            lit(null).cast("timestamp").as("seen_at"));
    Dataset<Row> seen = members
        .drop("as_of_date")
        .join(nights.select("guild_id", "as_of_date"), "guild_id")
        .where(to_date(col("first_seen_at")).leq(col("as_of_date")))
        .select(
            col("guild_id"),
            col("as_of_date"),
            col("member_key"),
            col("is_bot"),
            lit(null).cast("timestamp").as("joined_at"),
            lit(null).cast("timestamp").as("left_at"),
            // Snapshots are not kept one by one: between the first and the last a member was seen.
            coalesce(until("seen_at"), greatest(col("first_seen_at"), col("as_of_date")))
                .as("seen_at"));
    return changes
        .unionByName(seen)
        .groupBy("guild_id", "as_of_date", "member_key")
        .agg(
            max("is_bot").as("is_bot"),
            max("joined_at").as("joined_at"),
            max("left_at").as("left_at"),
            max("seen_at").as("seen_at"));
  }
}

package dev.guildhouse.jobs.marts.segments;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.marts.ActiveDays;
import dev.guildhouse.schema.tables.SegmentTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Which rules hold for a member on a night, and which segment and score follow. All rules look at
 * complete days that end with {@code as_of_date}.
 */
final class Classification {
  static final int WEEK = 7;
  static final int MONTH = 30;

  private static final WindowSpec NIGHT = Window.partitionBy("guild_id", "as_of_date");

  private Classification() {}

  /**
   * The rows of {@link SegmentTables#MEMBER_SEGMENTS}.
   *
   * @param members one row per night and present member, with active days, sums and thresholds
   */
  static Dataset<Row> of(Dataset<Row> members) {
    Dataset<Row> counted = members
        .na()
        .fill(0L, new String[] {
          "messages_7",
          "voice_sessions_7",
          "messages_30",
          "reactions_30",
          "voice_seconds_30",
          "threads_30"
        })
        .withColumn("reward_amount", coalesce(col("reward_amount"), lit(java.math.BigDecimal.ZERO)))
        .withColumn("idle_days", expr("datediff(as_of_date, last_active_date)"))
        .withColumn("is_month_active", holds(bits("active_days_mask", "0", "" + MONTH), 1));
    return scored(flagged(counted))
        .withColumn("segment", segment())
        .select(SegmentTables.MEMBER_SEGMENTS.columnNames().stream()
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  private static Dataset<Row> flagged(Dataset<Row> members) {
    Column isEverActive = col("first_active_date").isNotNull();
    // Whoever may have been there in a month that is sealed cannot be told from a dormant member.
    Column isKnownWhole = expr("open_from <= date '1970-01-01' or joined_date >= open_from");
    Column isNeverActive = not(isEverActive).and(coalesce(isKnownWhole, lit(false)));
    Column isIdle = not(holds("(active_days_mask & " + ActiveDays.low("dormant_days") + ")", 1))
        .and(not(isNeverActive));
    Column isQuiet = not(isNeverActive).and(not(isIdle));
    Column isRisky = isRisky("habit").or(isRisky("shiftrightunsigned(habit, 1)"));
    Column isWatched = col("is_watched");
    Column sinceJoining = expr("datediff(as_of_date, joined_date)");
    Column habit = when(
            col("joined_date").isNull().or(sinceJoining.geq(ActiveDays.MASK_DAYS - 1)),
            col("active_days_mask"))
        .otherwise(
            expr("active_days_mask & " + ActiveDays.low("datediff(as_of_date, joined_date) + 1")));
    return withWhales(withPowerUsers(members
        .withColumn("habit", habit)
        .withColumn("is_never_active", isNeverActive)
        .withColumn("is_dormant", when(isIdle.and(not(isWatched)), lit(null)).otherwise(isIdle))
        .withColumn(
            "is_at_risk",
            when(isQuiet.and(isRisky).and(not(isWatched)), lit(null))
                .otherwise(isQuiet.and(isRisky)))
        .withColumn(
            "is_new_user",
            coalesce(expr("datediff(as_of_date, joined_date) < new_days"), lit(false)))
        .withColumn("is_voice_regular", col("voice_sessions_7").geq(col("regular_sessions")))));
  }

  /** Whether a mask, read from the newest of its days, breaks with the habit it shows before. */
  private static Column isRisky(String mask) {
    String recent = "bit_count(" + mask + " & " + ActiveDays.low("recent_days") + ")";
    String baseline = "bit_count(shiftrightunsigned(" + mask + ", recent_days) & "
        + ActiveDays.low("baseline_days") + ")";
    String idle =
        "case when " + mask + " = 0 then 64 else instr(reverse(bin(" + mask + ")), '1') - 1 end";
    return expr("(" + baseline + " >= minimum_active_days) and (" + recent
        + " <= element_at(risk_low, cast(" + baseline + " as int) + 1) or " + idle
        + " >= element_at(risk_idle, cast(" + baseline + " as int) + 1))");
  }

  private static Dataset<Row> withPowerUsers(Dataset<Row> members) {
    WindowSpec writers = Window.partitionBy("guild_id", "as_of_date", "is_writer");
    Column place = expr("(writers - 1) * power_percentile / 100.0D");
    Column below = max(when(expr("writer_rank = floor(writer_place) + 1"), col("messages_7")))
        .over(writers);
    Column above = max(when(expr("writer_rank = ceil(writer_place) + 1"), col("messages_7")))
        .over(writers);
    return members
        .withColumn("is_writer", col("messages_7").gt(0))
        .withColumn("writers", count_if(col("is_writer")).over(NIGHT))
        .withColumn("writer_rank", row_number().over(writers.orderBy("messages_7")))
        .withColumn("writer_place", place)
        .withColumn("below", below)
        .withColumn("above", above)
        .withColumn(
            "is_power_user",
            expr(
                "is_writer and bit_count(" + bits("active_days_mask", "0", "" + WEEK)
                    + ") >= power_active_days"
                    + " and messages_7 >= below + (above - below) * (writer_place - floor(writer_place))"));
  }

  private static Dataset<Row> withWhales(Dataset<Row> members) {
    WindowSpec earners = Window.partitionBy("guild_id", "as_of_date", "is_earner");
    return members
        .withColumn("is_earner", col("reward_amount").gt(0))
        .withColumn("earners", count_if(col("is_earner")).over(NIGHT))
        .withColumn(
            "earner_rank", rank().over(earners.orderBy(col("reward_amount").desc())))
        .withColumn(
            "is_top",
            expr("is_earner and earners >= whale_earners"
                + " and earner_rank <= ceil(earners * whale_percent / 100)"))
        .withColumn("tops", count_if(col("is_top")).over(NIGHT))
        .withColumn("is_whale", expr("is_top and tops * 100 <= earners * whale_most_percent"));
  }

  private static Dataset<Row> scored(Dataset<Row> members) {
    Dataset<Row> ranked =
        members.withColumn("active_in_month", count_if(col("is_month_active")).over(NIGHT));
    Column score = lit(0.0);
    for (String[] part : new String[][] {
      {"messages_30", "weight_messages"},
      {"reactions_30", "weight_reactions"},
      {"voice_seconds_30", "weight_voice"},
      {"threads_30", "weight_threads"}
    }) {
      String percentile = part[0] + "_percentile";
      ranked = ranked.withColumn(percentile, midrankPercentile(part[0]));
      score = score.plus(col(percentile).multiply(col(part[1])));
    }
    Column recency = expr("power(0.5D, idle_days / half_life_days)");
    return ranked.withColumn(
        "activity_score",
        when(col("is_month_active"), score.multiply(100).multiply(recency)).otherwise(lit(0.0)));
  }

  /** The share of the members active in the month with less, and half of those with the same. */
  private static Column midrankPercentile(String column) {
    WindowSpec actives = Window.partitionBy("guild_id", "as_of_date", "is_month_active");
    Column same = org.apache
        .spark
        .sql
        .functions
        .count(lit(1))
        .over(Window.partitionBy(
            col("guild_id"), col("as_of_date"), col("is_month_active"), col(column)));
    Column less = rank().over(actives.orderBy(column)).minus(1);
    return when(
            col("is_month_active").and(col(column).gt(0)),
            less.plus(same.multiply(0.5)).divide(col("active_in_month")))
        .otherwise(lit(0.0));
  }

  /** The first that holds; where a rule that may hold is unknown, so is the segment. */
  private static Column segment() {
    Column segment = when(col("is_never_active"), Segment.NEVER_ACTIVE.text())
        .when(col("is_dormant").isNull().or(col("is_at_risk").isNull()), Segment.UNKNOWN.text());
    for (Segment one : Segment.values()) {
      if (one.flag().isPresent()) {
        segment = segment.when(col(one.flag().orElseThrow()), one.text());
      }
    }
    return segment.otherwise(Segment.REGULAR.text());
  }

  private static Column holds(String bits, int least) {
    return expr("bit_count(" + bits + ") >= " + least);
  }

  /** Some bits of a mask, in SQL. */
  private static String bits(String mask, String from, String length) {
    return "(shiftrightunsigned(" + mask + ", " + from + ") & " + ActiveDays.low(length) + ")";
  }
}

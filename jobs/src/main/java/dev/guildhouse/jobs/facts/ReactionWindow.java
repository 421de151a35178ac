package dev.guildhouse.jobs.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.guildhouse.schema.time.Snowflake;
import java.util.Locale;
import org.apache.spark.sql.Column;

/** Which standing reactions count for their message: those that came soon enough after it. */
public final class ReactionWindow {
  private ReactionWindow() {}

  /**
   * Holds for rows of reactions that count, and came within the window.
   *
   * @param days a column or number of days after the message, as an SQL expression
   */
  public static Column counts(String days) {
    Column writtenAt = expr(String.format(
        Locale.ROOT,
        "timestamp_millis((message_id >> %d) + %dL)",
        Snowflake.TIME_SHIFT,
        Snowflake.DISCORD_EPOCH_MILLIS));
    Column end = writtenAt.plus(expr("make_dt_interval(" + days + ")"));
    return col("is_counted").and(col("added_at").lt(end));
  }
}

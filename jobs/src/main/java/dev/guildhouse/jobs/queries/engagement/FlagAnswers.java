package dev.guildhouse.jobs.queries.engagement;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.min;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.numbers.Durations;
import dev.guildhouse.jobs.statistics.SurvivalCurve;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How long the flags of a period waited for a moderator. A flag is answered by the first later action
 * on its message, or if there is none, on its member within 7 days; both by the end of the period.
 */
final class FlagAnswers {
  private static final String ANSWER_ON_MEMBER = "INTERVAL 7 DAYS";

  private FlagAnswers() {}

  static SurvivalCurve read(TableReader tables, long guildId, DayRange days) {
    Dataset<Row> cases = tables
        .table(Facts.MODERATION, days)
        .where(col("guild_id").equalTo(guildId).and(col("is_counted")));
    return Durations.of(answers(cases), days.to());
  }

  /** One row per flag: {@code case_id, asked_at, answered_at}, the last null while it is open. */
  static Dataset<Row> answers(Dataset<Row> moderation) {
    Dataset<Row> flags = moderation
        .where(col("kind").equalTo("flag"))
        .select(
            col("case_id"),
            col("happened_at").as("asked_at"),
            col("message_id"),
            col("target_key"));
    Dataset<Row> actions = moderation.where(col("kind").equalTo("moderator_action"));
    Dataset<Row> onMessage = actions
        .where(col("message_id").notEqual(0))
        .select(col("message_id"), col("happened_at").as("acted_at"));
    Dataset<Row> onMember = actions
        .where(col("target_key").notEqual(0))
        .select(col("target_key"), col("happened_at").as("acted_at"));
    return flags
        .join(
            first(flags, onMessage, "message_id", "acted_at > asked_at").as("m"),
            new String[] {"case_id"},
            "left")
        .withColumnRenamed("answered", "on_message")
        .join(
            first(
                flags,
                onMember,
                "target_key",
                "acted_at > asked_at AND acted_at <= asked_at + " + ANSWER_ON_MEMBER),
            new String[] {"case_id"},
            "left")
        .select(
            col("case_id"),
            col("asked_at"),
            coalesce(col("on_message"), col("answered")).as("answered_at"));
  }

  private static Dataset<Row> first(
      Dataset<Row> flags, Dataset<Row> actions, String on, String inTime) {
    return flags
        .join(actions, new String[] {on})
        .where(expr(inTime))
        .groupBy("case_id")
        .agg(min("acted_at").as("answered"));
  }
}

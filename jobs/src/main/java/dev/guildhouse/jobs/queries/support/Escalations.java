package dev.guildhouse.jobs.queries.support;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was sent higher. One row per thread that got a tag for it, and per live message that pinged a
 * role for it: {@code kind} ({@code tag} or {@code ping}), {@code escalated_at, channel_id, thread_id,
 * message_id}, the last 0 for a tag.
 */
final class Escalations {
  private Escalations() {}

  static Dataset<Row> read(TableReader tables, long guildId, DayRange days) {
    Column isOfGuild = col("guild_id").equalTo(guildId);
    return of(
        tables.table(Facts.THREADS, days).where(isOfGuild),
        tables.table(Facts.MODERATION, days).where(isOfGuild),
        tables.table(Facts.MESSAGES, days).where(isOfGuild));
  }

  static Dataset<Row> of(Dataset<Row> changes, Dataset<Row> moderation, Dataset<Row> messages) {
    Dataset<Row> tagged = changes
        .where(col("change").equalTo("escalated"))
        .groupBy("thread_id")
        .agg(min("changed_at").as("escalated_at"), min("channel_id").as("channel_id"))
        .select(
            lit("tag").as("kind"),
            col("escalated_at"),
            col("channel_id"),
            col("thread_id"),
            lit(0L).as("message_id"));
    Dataset<Row> pinged = moderation
        .where(col("kind").equalTo("escalation").and(col("is_counted")))
        .select(col("message_id"), col("happened_at").as("escalated_at"))
        .join(
            messages.where(col("is_live")).select("message_id", "channel_id", "thread_id"),
            new String[] {"message_id"})
        .select(
            lit("ping").as("kind"),
            col("escalated_at"),
            col("channel_id"),
            col("thread_id"),
            col("message_id"));
    return tagged.unionByName(pinged);
  }
}

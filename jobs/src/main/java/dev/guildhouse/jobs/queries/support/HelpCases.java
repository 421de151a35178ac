package dev.guildhouse.jobs.queries.support;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Whom the members of a guild let wait. One row per thread that was started and per question that was
 * asked in a period: {@code kind} ({@code thread} or {@code question}), {@code case_id}, {@code
 * channel_id}, {@code thread_id}, {@code member_key} who asks, {@code asked_at}, and {@code
 * answered_at} and {@code answered_by} of the first reply by another member up to the end of the
 * period, null while there is none.
 *
 * <p>In a thread whatever another member writes after it is a reply; in a channel only a message that
 * replies to the member who asked. A question that starts a thread waits as that thread, not twice.
 * Bots answer nobody. A thread of an unknown owner, or one that was deleted, is no case.
 */
public final class HelpCases {
  private HelpCases() {}

  /** The cases of days over which members keep their keys. */
  public static Dataset<Row> read(TableReader tables, long guildId, DayRange days) {
    Column isOfGuild = col("guild_id").equalTo(guildId);
    return of(
        tables.table(Facts.THREADS, days).where(isOfGuild),
        tables
            .table(Facts.MESSAGES, days)
            .where(isOfGuild.and(col("is_counted")).and(col("is_live"))));
  }

  /**
   * The same from the rows of one guild and period.
   *
   * @param changes of threads
   * @param messages that live and count
   */
  static Dataset<Row> of(Dataset<Row> changes, Dataset<Row> messages) {
    Dataset<Row> threads = started(changes);
    Dataset<Row> written = messages
        .where(col("member_key").notEqual(MemberKeys.UNKNOWN))
        .join(
            threads.select(col("thread_id").as("started_id")),
            col("message_id").equalTo(col("started_id")),
            "left");
    Column isQuestion =
        coalesce(col("is_question"), lit(false)).and(col("started_id").isNull());
    Dataset<Row> inThreads = written
        .where(col("thread_id").notEqual(0))
        .select(step(when(isQuestion, "question"), col("message_id"), col("created_at"), lit(1)))
        .unionByName(
            threads.select(step(lit("thread"), col("thread_id"), col("changed_at"), lit(0))));
    Dataset<Row> inChannels = written.where(col("thread_id").equalTo(0));
    // Who writes another message than the one before is another member, so that the first such step
    // after a case is its answer.
    Dataset<Row> answeredInThreads = answered(
        inThreads.withColumn(
            "is_answer",
            coalesce(
                lag("member_key", 1)
                    .over(Window.partitionBy("thread_id").orderBy("at", "place", "id"))
                    .notEqual(col("member_key")),
                lit(false))),
        "thread_id");
    Dataset<Row> asked = inChannels
        .where(isQuestion)
        .select(step(lit("question"), col("message_id"), col("created_at"), lit(0)))
        .withColumn("asker", col("member_key"))
        .withColumn("is_answer", lit(false));
    Dataset<Row> replied = inChannels
        .where(col("target_key")
            .notEqual(MemberKeys.UNKNOWN)
            .and(col("target_key").notEqual(col("member_key"))))
        .withColumn("asker", col("target_key"))
        .select(step(
            lit(null).cast("string"), col("message_id"), col("created_at"), lit(1), col("asker")))
        .withColumn("is_answer", lit(true));
    Dataset<Row> answeredInChannels = answered(asked.unionByName(replied), "channel_id", "asker");
    return answeredInThreads.unionByName(answeredInChannels);
  }

  /** Threads whose owner is known, and which nobody deleted. */
  private static Dataset<Row> started(Dataset<Row> changes) {
    Dataset<Row> deleted = changes.where(col("change").equalTo("deleted")).select("thread_id");
    return changes
        .where(col("change")
            .equalTo("created")
            .and(col("is_counted"))
            .and(col("member_key").notEqual(MemberKeys.UNKNOWN)))
        .join(deleted, new String[] {"thread_id"}, "left_anti");
  }

  private static Column[] step(Column kind, Column id, Column at, Column place, Column... more) {
    Column[] columns = new Column[7 + more.length];
    columns[0] = kind.as("kind");
    columns[1] = id.as("id");
    columns[2] = at.as("at");
    columns[3] = place.as("place");
    columns[4] = col("channel_id");
    columns[5] = col("thread_id");
    columns[6] = col("member_key");
    System.arraycopy(more, 0, columns, 7, more.length);
    return columns;
  }

  /** The cases among some steps, each with the first answer that follows it in its place. */
  private static Dataset<Row> answered(Dataset<Row> steps, String... place) {
    Column[] keys = Arrays.stream(place).map(name -> col(name)).toArray(Column[]::new);
    WindowSpec later = Window.partitionBy(keys)
        .orderBy(col("at").desc(), col("place").desc(), col("id").desc())
        .rowsBetween(Window.unboundedPreceding(), -1);
    Column answer =
        last(when(col("is_answer"), struct(col("at"), col("member_key"))), true).over(later);
    return steps
        .withColumn("answer", answer)
        .where(col("kind").isNotNull())
        .select(
            col("kind"),
            col("id").as("case_id"),
            col("channel_id"),
            col("thread_id"),
            col("member_key"),
            col("at").as("asked_at"),
            col("answer.at").as("answered_at"),
            col("answer.member_key").as("answered_by"));
  }
}

package dev.guildhouse.jobs.queries.support;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.facts.EmojiName;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The accepted answers of threads that were solved in a period. One row per thread: {@code thread_id,
 * channel_id, message_id, member_key, solved_at}. The answer is the latest message by another member
 * that the thread's owner had marked when it was solved. It counts on the day of the solution.
 */
public final class AcceptedAnswers {
  /** A thread that was started longer ago than this before the period is not looked for. */
  private static final int OLDEST_THREAD_DAYS = 60;

  private AcceptedAnswers() {}

  /**
   * Reads them.
   *
   * @param days days over which members keep their keys
   * @param emoji reactions by which an owner accepts, custom ones by their name
   */
  public static Dataset<Row> read(
      ReportRequest request, TableReader tables, DayRange days, List<String> emoji) {
    Column isOfGuild = col("guild_id").equalTo(request.guildId());
    DayRange whole = new DayRange(oldest(request, tables, days), days.to());
    return of(
            tables.table(Facts.THREADS, whole).where(isOfGuild),
            tables
                .table(Facts.REACTIONS, whole)
                .where(isOfGuild.and(EmojiName.of(col("emoji")).isin(emoji.toArray()))),
            tables.table(Facts.MESSAGES, whole).where(isOfGuild))
        .where(col("solved_at").geq(lit(days.from() + "T00:00:00Z").cast("timestamp")));
  }

  /** Only while members keep their keys, and while what they wrote is there. */
  static LocalDate oldest(ReportRequest request, TableReader tables, DayRange days) {
    LocalDate oldest = days.from().minusDays(OLDEST_THREAD_DAYS);
    LocalDate keysFrom =
        request.privacy() == PrivacyMode.ANONYMOUS ? days.from().withDayOfMonth(1) : oldest;
    LocalDate open = tables.sealed().openFrom(request.guildId());
    return List.of(oldest, keysFrom, open).stream().max(LocalDate::compareTo).orElseThrow();
  }

  /**
   * The same from the rows of one guild, whenever the threads were solved.
   *
   * @param changes of threads
   * @param marks reactions that accept
   */
  static Dataset<Row> of(Dataset<Row> changes, Dataset<Row> marks, Dataset<Row> messages) {
    Column change = col("change");
    Column isState = change.isin("solved", "unsolved");
    Dataset<Row> solved = changes
        .groupBy("thread_id")
        .agg(
            max(when(change.equalTo("created"), struct(col("channel_id"), col("member_key"))))
                .as("start"),
            max_by(
                    when(isState, struct(change.as("state"), col("changed_at"))),
                    when(isState, col("changed_at")))
                .as("last"))
        .where(col("last.state").equalTo("solved").and(col("start").isNotNull()))
        .select(
            col("thread_id"),
            col("start.channel_id").as("channel_id"),
            col("start.member_key").as("owner"),
            col("last.changed_at").as("solved_at"))
        .where(col("owner").notEqual(MemberKeys.UNKNOWN));
    Dataset<Row> marked = marks.select(
        col("message_id"), col("member_key").as("marked_by"), col("added_at").as("marked_at"));
    Column isAnswer = col("marked_by")
        .equalTo(col("owner"))
        .and(col("marked_at").leq(col("solved_at")))
        .and(col("member_key").notEqual(col("owner")))
        .and(col("member_key").notEqual(MemberKeys.UNKNOWN));
    return messages
        .where(col("is_live").and(col("is_counted")).and(col("thread_id").notEqual(0)))
        .select("thread_id", "message_id", "member_key", "created_at")
        .join(marked, new String[] {"message_id"})
        .join(solved, new String[] {"thread_id"})
        .where(isAnswer)
        .groupBy("thread_id", "channel_id", "solved_at")
        .agg(max(struct("created_at", "message_id", "member_key")).as("answer"))
        .select("thread_id", "channel_id", "answer.message_id", "answer.member_key", "solved_at");
  }
}

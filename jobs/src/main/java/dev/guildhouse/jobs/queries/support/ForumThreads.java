package dev.guildhouse.jobs.queries.support;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.numbers.MemberLinks;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The forum threads started in a period and not deleted by its end, and how many of them were solved
 * by then. Bots start none.
 *
 * @param unavailable why they cannot be counted; then the numbers are empty
 */
public record ForumThreads(
    Optional<BigDecimal> threads, Optional<BigDecimal> solved, Optional<String> unavailable) {

  public static ForumThreads read(ReportRequest request, TableReader tables, DayRange days) {
    Optional<String> sealed = MemberLinks.sealed(request, tables, days);
    if (sealed.isPresent()) {
      return new ForumThreads(Optional.empty(), Optional.empty(), sealed);
    }
    Column isOfGuild = col("guild_id").equalTo(request.guildId());
    Row counts = counts(
            tables.table(Facts.THREADS, days).where(isOfGuild),
            tables.table(Facts.CHANNELS).where(isOfGuild))
        .first();
    return new ForumThreads(
        Optional.of(BigDecimal.valueOf(counts.getLong(0))),
        Optional.of(BigDecimal.valueOf(counts.getLong(1))),
        Optional.empty());
  }

  /** One row: how many threads, and how many of them are solved. */
  static Dataset<Row> counts(Dataset<Row> changes, Dataset<Row> channels) {
    Column change = col("change");
    Column isState = change.isin("solved", "unsolved");
    Column isStart = change.equalTo("created").and(col("is_counted"));
    Dataset<Row> threads = changes
        .groupBy("thread_id")
        .agg(
            max(when(isStart, col("channel_id"))).as("channel_id"),
            max(change.equalTo("deleted")).as("is_deleted"),
            max_by(when(isState, change), when(isState, col("changed_at"))).as("state"))
        .where(col("channel_id").isNotNull().and(col("is_deleted").equalTo(false)));
    Dataset<Row> forums = channels
        .where(col("channel_type").isNotNull())
        .groupBy("channel_id")
        .agg(max_by(col("channel_type"), col("changed_date")).as("channel_type"))
        .where(col("channel_type").equalTo("forum"));
    return threads
        .join(forums, new String[] {"channel_id"}, "left_semi")
        .agg(count(lit(1)).as("threads"), expr("count_if(state = 'solved')").as("solved"));
  }

  /** The accepted rate, in percent; empty without any thread. */
  public Optional<BigDecimal> solvedPercent() {
    return threads
        .filter(all -> all.signum() > 0)
        .flatMap(
            all -> solved.map(some -> some.movePointRight(2).divide(all, MathContext.DECIMAL64)));
  }
}

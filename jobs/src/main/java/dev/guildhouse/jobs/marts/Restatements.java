package dev.guildhouse.jobs.marts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.TableDef;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which numbers of a rollup of guilds or channels differ from those that were published. One row per
 * number; a number that is not there is a null, but in sums and counts, where it is zero.
 */
public final class Restatements {
  private static final String CHANNEL = "channel_id";
  private static final String AMOUNT = "decimal(18,4)";

  private Restatements() {}

  /** Why a published number changed. */
  public enum Reason {
    /** Events came after the number was published. */
    LATE,
    /** What came late tells once more of a join or leave that was counted: it is one. */
    DUPLICATE,
    /** Something was deleted or taken back after the number was published. */
    DELETE,
    /** A member was erased. What the number was and is would tell what that member did. */
    ERASURE,
    /** Another rule holds, by the configuration or by a newer Guildhouse. */
    DEFINITION;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What the rows of one release have in common.
   *
   * @param reason why a number changed of which {@code reasons} does not tell
   * @param reasons {@code guild_id, period_start_date, metric, known_reason}: one or several, in the
   *     order of {@link Reason}, with commas between
   * @param isWithheld whether what the number was and is would tell what one member did
   * @param release the release that holds the new numbers
   * @param run the run that made it
   * @param at when it was made
   */
  public record Cause(
      Reason reason,
      Dataset<Row> reasons,
      boolean isWithheld,
      long release,
      long run,
      Instant at) {}

  /**
   * Compares.
   *
   * @param table a rollup of guilds or channels
   * @param before its published rows of some (guild, period)s
   * @param after its rows of the same
   * @param published {@code guild_id, period_start_date} of those that had been published at all
   */
  public static Dataset<Row> of(
      TableDef table,
      Entity entity,
      Dataset<Row> before,
      Dataset<Row> after,
      Dataset<Row> published,
      Cause cause) {
    Dataset<Row> was = numbers(entity, before, "was");
    Dataset<Row> is = numbers(entity, after, "is");
    Column none = lit(null).cast(AMOUNT);
    return was.join(is, new String[] {"guild_id", CHANNEL, "period_start_date", "metric"}, "full")
        .withColumn("old_value", known(col("was")))
        .withColumn("new_value", known(col("is")))
        .where(not(col("old_value").eqNullSafe(col("new_value"))))
        .join(published, new String[] {"guild_id", "period_start_date"}, "left_semi")
        .withColumn("table_name", lit(table.name()))
        .withColumn("release", lit(cause.release()))
        .withColumn("run", lit(cause.run()))
        .join(
            broadcast(cause.reasons()),
            new String[] {"guild_id", "period_start_date", "metric"},
            "left")
        .withColumn(
            "reason", cause.isWithheld() ? lit(cause.reason().text()) : reason(cause.reason()))
        .withColumn("restated_at", lit(Timestamp.from(cause.at())))
        .withColumn("old_value", cause.isWithheld() ? none : col("old_value"))
        .withColumn("new_value", cause.isWithheld() ? none : col("new_value"))
        .select(Marts.RESTATEMENTS.columnNames().stream()
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  /**
   * Late events can only add a join or leave, unless they are another telling of one that was counted
   * later: then that one goes.
   */
  private static Column reason(Reason otherwise) {
    Column known = coalesce(col("known_reason"), lit(otherwise.text()));
    return when(
            known
                .equalTo(Reason.LATE.text())
                .and(col("metric").isin(Metrics.JOINS.name(), Metrics.LEAVES.name()))
                .and(col("new_value").lt(col("old_value"))),
            Reason.DUPLICATE.text())
        .otherwise(known);
  }

  /** One row per number, as {@code guild_id, channel_id, period_start_date, metric} and its value. */
  private static Dataset<Row> numbers(Entity entity, Dataset<Row> rows, String value) {
    Column[] numbers = Metrics.of(entity).stream()
        .map(metric -> struct(
            lit(metric.name()).as("metric"), col(metric.name()).cast(AMOUNT).as(value)))
        .toArray(Column[]::new);
    return rows.withColumn("number", explode(array(numbers)))
        .select(
            col("guild_id"),
            (entity == Entity.CHANNEL ? col(CHANNEL) : lit(0L)).as(CHANNEL),
            col("period_start_date"),
            col("number.metric").as("metric"),
            col("number." + value).as(value));
  }

  /** Where a row is missing, so are its things that can be counted: there are none of them. */
  private static Column known(Column value) {
    Object[] counted = Stream.of(Metrics.SUMS, Metrics.DISTINCTS, Metrics.DISTINCTS_IN)
        .flatMap(List::stream)
        .map(Metric.class::cast)
        .map(Metric::name)
        .toArray();
    return when(col("metric").isin(counted), coalesce(value, lit(0).cast(AMOUNT)))
        .otherwise(value);
  }
}

package dev.guildhouse.jobs.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_seconds;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** One row per guild, channel, event family and hour that was watched at least in part: the union of
 * all watched stretches, less what is known to be a gap. A channel that was watched by itself in an
 * hour is watched with its guild too. */
public final class CoverageFact implements TableJob {
  @Override
  public TableDef output() {
    return Facts.COLLECTOR_COVERAGE;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(RawEvents.TABLE);
  }

  private static final String[] CELL = {"guild_id", "channel_id", "family", "hour_at"};

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return fold(
        inputs.events(slice, EventType.COLLECTOR_HEARTBEAT),
        inputs.events(slice, EventType.COLLECTOR_GAP));
  }

  static Dataset<Row> fold(Dataset<Row> heartbeats, Dataset<Row> gaps) {
    // Who watched one thread has not seen the rest of its channel.
    Dataset<Row> told = hours(heartbeats.where(col("thread_id").equalTo(0)));
    Dataset<Row> watched = told.unionByName(withTheGuild(told));
    Dataset<Row> cells = watched.groupBy(cell()).agg(max("received_at").as("updated_at"));
    // What was watched and is no gap is all that is either, less the gaps.
    Dataset<Row> gapHours = hours(gaps);
    Dataset<Row> missed = cells
        .select(cell())
        .join(
            gapHours.select(
                col("guild_id"),
                col("channel_id").as("gap_channel"),
                col("family").as("gap_family"),
                col("hour_at"),
                col("from_second"),
                col("to_second")),
            new String[] {"guild_id", "hour_at"})
        .where(col("gap_channel")
            .equalTo(0)
            .or(col("gap_channel").equalTo(col("channel_id")))
            .and(col("gap_family").equalTo(col("family")).or(col("gap_family").equalTo(""))))
        .select(intervals());
    Dataset<Row> either =
        unionLength(watched.select(intervals()).unionByName(missed), "either_seconds");
    return cells
        .join(either, CELL, "left")
        .join(unionLength(missed, "missed_seconds"), CELL, "left")
        .withColumn(
            "covered_seconds",
            col("either_seconds").minus(coalesce(col("missed_seconds"), lit(0L))))
        .where(col("covered_seconds").gt(0))
        .withColumn("covered_date", to_date(col("hour_at")))
        .select(Facts.COLLECTOR_COVERAGE.columnNames().stream()
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  /** The stretches of the whole guild, once more for each channel that has its own in that hour. */
  private static Dataset<Row> withTheGuild(Dataset<Row> told) {
    Column isWhole = col("channel_id").equalTo(0);
    return told.where(isWhole)
        .drop("channel_id")
        .join(
            told.where(not(isWhole)).select(cell()).distinct(),
            new String[] {"guild_id", "family", "hour_at"})
        .select(Stream.of(told.columns()).map(name -> col(name)).toArray(Column[]::new));
  }

  /** Cuts stretches at hours; a stretch that names no family concerns all, as family "". */
  private static Dataset<Row> hours(Dataset<Row> stretches) {
    return stretches
        .withColumn("start", unix_seconds(col("event_at")))
        .withColumn("end", col("start").plus(col("amount").cast("long")))
        .where(col("end").gt(col("start")))
        .withColumn("family", explode(split(coalesce(col("attributes.families"), lit("")), ",")))
        .withColumn("hour_second", explode(expr("sequence(start - start % 3600, end - 1, 3600L)")))
        .select(
            col("guild_id"),
            col("channel_id"),
            col("family"),
            expr("timestamp_seconds(hour_second)").as("hour_at"),
            greatest(col("start"), col("hour_second")).as("from_second"),
            least(col("end"), col("hour_second").plus(3600)).as("to_second"),
            col("received_at"));
  }

  /** How long at least one interval of each cell lasts. */
  private static Dataset<Row> unionLength(Dataset<Row> intervals, String name) {
    WindowSpec before = Window.partitionBy("guild_id", "channel_id", "family", "hour_at")
        .orderBy("from_second", "to_second")
        .rowsBetween(Window.unboundedPreceding(), -1);
    Column from = greatest(col("from_second"), coalesce(max("to_second").over(before), lit(0L)));
    return intervals
        .withColumn("new_seconds", greatest(col("to_second").minus(from), lit(0L)))
        .groupBy(cell())
        .agg(sum("new_seconds").as(name));
  }

  private static Column[] cell() {
    return Stream.of(CELL).map(name -> col(name)).toArray(Column[]::new);
  }

  private static Column[] intervals() {
    return Stream.concat(Stream.of(CELL), Stream.of("from_second", "to_second"))
        .map(name -> col(name))
        .toArray(Column[]::new);
  }
}

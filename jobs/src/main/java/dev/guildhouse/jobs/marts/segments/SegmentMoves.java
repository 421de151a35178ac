package dev.guildhouse.jobs.marts.segments;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How members went from segment to segment between two nights. The 30 days apart are what the
 * back-test of at_risk counts.
 */
public final class SegmentMoves implements TableJob {
  static final List<Integer> DISTANCES = List.of(1, 7, 30);

  @Override
  public TableDef output() {
    return SegmentTables.SEGMENT_MOVES;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(SegmentTables.MEMBER_SEGMENTS);
  }

  @Override
  public Slice affectedBy(TableDef input, Slice changed) {
    // Later nights that are not there yet get no row by it.
    return changed.onDays(day ->
        Stream.concat(Stream.of(day), DISTANCES.stream().map(day::plusDays)).toList());
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> now = inputs.tables().counted(SegmentTables.MEMBER_SEGMENTS, slice);
    Slice earlier = slice.onDays(day -> DISTANCES.stream().map(day::minusDays).toList());
    Dataset<Row> then = inputs.tables().counted(SegmentTables.MEMBER_SEGMENTS, earlier);
    return moves(now, then);
  }

  /**
   * The moves between nights that are both there.
   *
   * @param now the later nights
   * @param then the earlier ones; those at no distance to a later one are left out
   */
  static Dataset<Row> moves(Dataset<Row> now, Dataset<Row> then) {
    Dataset<Row> apart = now.sparkSession()
        .createDataset(DISTANCES, org.apache.spark.sql.Encoders.INT())
        .toDF("days_apart");
    Dataset<Row> nights = now.select("guild_id", "as_of_date").distinct();
    Dataset<Row> pairs = nights
        .crossJoin(apart)
        .withColumn("then_date", expr("date_sub(as_of_date, days_apart)"))
        .join(
            then.select(col("guild_id"), col("as_of_date").as("then_date")).distinct(),
            new String[] {"guild_id", "then_date"},
            "left_semi");
    Dataset<Row> pair = broadcast(pairs);
    Dataset<Row> after = now.join(pair, new String[] {"guild_id", "as_of_date"})
        .select(
            col("guild_id"),
            col("as_of_date"),
            col("days_apart"),
            col("member_key"),
            col("segment").as("to_segment"));
    Dataset<Row> before = then.withColumnRenamed("as_of_date", "then_date")
        .join(pair, new String[] {"guild_id", "then_date"})
        .select(
            col("guild_id"),
            col("as_of_date"),
            col("days_apart"),
            col("member_key"),
            col("segment").as("from_segment"));
    String[] key = {"guild_id", "as_of_date", "days_apart", "member_key"};
    Column absent = lit(Segment.ABSENT);
    return after
        .join(before, key, "full")
        .groupBy(
            col("as_of_date"),
            col("guild_id"),
            col("days_apart"),
            coalesce(col("from_segment"), absent).as("from_segment"),
            coalesce(col("to_segment"), absent).as("to_segment"))
        .agg(count(lit(1)).as("members"));
  }
}

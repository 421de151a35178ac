package dev.guildhouse.jobs.rollups;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.schema.metrics.Metrics;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Most members in voice at one instant, by sweeping over the starts and ends of all stays. */
public final class VoicePeaks {
  private VoicePeaks() {}

  /**
   * One row per key with {@code peak_voice_members}.
   *
   * @param key what a peak is taken over, such as a day; no piece of a stay may cross two of them
   * @param voice voice sessions, cut at hours
   */
  public static Dataset<Row> of(List<String> key, Dataset<Row> voice) {
    Column[] by = key.stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> counted = voice.where(col("is_counted"));
    Dataset<Row> steps =
        counted.select(step(key, "started_at", 1)).union(counted.select(step(key, "ended_at", -1)));
    // Who leaves at the instant at which another comes makes room first; so do pieces of one stay.
    WindowSpec upToNow = Window.partitionBy(by)
        .orderBy(col("at"), col("step"))
        .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return steps
        .withColumn("present", sum("step").over(upToNow))
        .groupBy(by)
        .agg(max("present").as(Metrics.PEAK_VOICE_MEMBERS.name()));
  }

  private static Column[] step(List<String> key, String at, int step) {
    return Stream.concat(
            key.stream().map(name -> col(name)),
            Stream.of(col(at).as("at"), lit((long) step).as("step")))
        .toArray(Column[]::new);
  }
}

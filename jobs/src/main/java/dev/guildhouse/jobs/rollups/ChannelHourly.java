package dev.guildhouse.jobs.rollups;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The cube summed over its members, so that eight weeks of hours are few rows. */
public final class ChannelHourly implements TableJob {
  @Override
  public TableDef output() {
    return Rollups.CHANNEL_HOURLY;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(Rollups.ACTIVITY_HOURLY);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return summed(inputs.tables().counted(Rollups.ACTIVITY_HOURLY, slice));
  }

  static Dataset<Row> summed(Dataset<Row> cube) {
    Column[] sums = Stream.concat(
            Metrics.SUMS.stream()
                .map(metric -> sum(metric.name())
                    .cast(
                        Schemas.of(Rollups.CHANNEL_HOURLY).apply(metric.name()).dataType())
                    .as(metric.name())),
            Stream.of(max("updated_at").as("updated_at")))
        .toArray(Column[]::new);
    return cube.groupBy("activity_date", "guild_id", "hour_at", "channel_id")
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }
}

package dev.guildhouse.jobs.marts.segments;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.tables.TableDef;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many members each segment has, night by night: what is left of segments when a month is
 * sealed. */
public final class SegmentCounts implements TableJob {
  @Override
  public TableDef output() {
    return SegmentTables.SEGMENT_COUNTS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(SegmentTables.MEMBER_SEGMENTS);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    return counted(inputs.tables().counted(SegmentTables.MEMBER_SEGMENTS, slice));
  }

  static Dataset<Row> counted(Dataset<Row> members) {
    List<Column> counts = new ArrayList<>();
    List<Column> rows = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      Column isOwn = col("segment").equalTo(segment.text());
      counts.add(count_if(isOwn).as(segment.text()));
      counts.add(count_if(segment.flag().map(flag -> col(flag)).orElse(isOwn))
          .as("flagged_" + segment.text()));
      rows.add(struct(
          lit(segment.text()).as("segment"),
          col(segment.text()).as("members"),
          col("flagged_" + segment.text()).as("flagged_members")));
    }
    return members
        .groupBy("as_of_date", "guild_id")
        .agg(count(lit(1)).as("members_total"), counts.toArray(Column[]::new))
        .withColumn("row", explode(array(rows.toArray(Column[]::new))))
        .select(
            col("as_of_date"),
            col("guild_id"),
            col("row.segment"),
            col("row.members"),
            col("row.flagged_members"),
            col("members_total"));
  }
}

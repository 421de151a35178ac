package dev.guildhouse.jobs.activity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.flow.Totals;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.metrics.Metric.Sum;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.metrics.Placement;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The one cube: guild × hour × channel × member, a column per additive metric. This is the hot pass:
 * every fact row goes through it once, and nothing else reads facts to count them.
 */
public final class ActivityHourly implements TableJob {
  private static final List<String> KEY =
      List.of("activity_date", "guild_id", "hour_at", "channel_id", "member_key");

  private static final Map<Placement, List<Sum>> SUMS_BY_PLACEMENT = Metrics.SUMS.stream()
      .collect(Collectors.groupingBy(Sum::placement, LinkedHashMap::new, Collectors.toList()));

  @Override
  public TableDef output() {
    return Rollups.ACTIVITY_HOURLY;
  }

  @Override
  public List<TableDef> inputs() {
    return SUMS_BY_PLACEMENT.keySet().stream()
        .map(Placement::table)
        .distinct()
        .map(Tables::named)
        .toList();
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Map<Placement, Dataset<Row>> facts = new LinkedHashMap<>();
    SUMS_BY_PLACEMENT
        .keySet()
        .forEach(placement ->
            facts.put(placement, inputs.tables().counted(Tables.named(placement.table()), slice)));
    return cube(facts);
  }

  /** Sums what every placement contributes to each cell. */
  static Dataset<Row> cube(Map<Placement, Dataset<Row>> facts) {
    Dataset<Row> contributions = facts.entrySet().stream()
        .map(entry -> contributions(entry.getKey(), entry.getValue()))
        .reduce(Dataset::union)
        .orElseThrow();
    Column[] sums = Stream.concat(
            Metrics.SUMS.stream().map(Totals::of), Stream.of(max("updated_at").as("updated_at")))
        .toArray(Column[]::new);
    return contributions
        .groupBy(KEY.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }

  /** One row per fact row: where it falls, what it adds to its own metrics, and 0 to all others. */
  private static Dataset<Row> contributions(Placement placement, Dataset<Row> facts) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(placement.day()).as("activity_date"));
    columns.add(col("guild_id"));
    columns.add(date_trunc("hour", col(placement.time())).as("hour_at"));
    columns.add(expr(placement.channel()).cast(DataTypes.LongType).as("channel_id"));
    columns.add(expr(placement.member()).cast(DataTypes.LongType).as("member_key"));
    for (Sum metric : Metrics.SUMS) {
      Column value = metric.placement().equals(placement)
          ? expr("coalesce(" + metric.expression() + ", 0)")
          : lit(0);
      columns.add(value.cast(valueType(metric)).as(metric.name()));
    }
    columns.add(col("updated_at"));
    return facts.where(expr(placement.condition())).select(columns.toArray(Column[]::new));
  }

  private static DataType valueType(Sum metric) {
    return metric.type() == ColumnType.DECIMAL ? Schemas.AMOUNT : DataTypes.LongType;
  }
}

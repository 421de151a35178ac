package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;

/** Members counted once over a whole period. Never a sum of days. */
public final class Uniques {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);

  private final TableReader tables;
  private final long guildId;

  public Uniques(TableReader tables, long guildId) {
    this.tables = tables;
    this.guildId = guildId;
  }

  /** How many members each condition holds for over a period, from rows of single members. */
  public Map<Distinct, Long> ofGuild(DayRange days) {
    return ofGuild(days, Metrics.DISTINCTS);
  }

  /** How many members each of some conditions holds for over a period. */
  public Map<Distinct, Long> ofGuild(DayRange days, List<Distinct> metrics) {
    Row counts = count(ofGuild(MEMBER_DAILY, days), List.of(), metrics).first();
    Map<Distinct, Long> uniques = new HashMap<>();
    metrics.forEach(metric -> uniques.put(metric, counts.<Long>getAs(metric.name())));
    return uniques;
  }

  /**
   * One row per channel: {@code channel_id} and a column for each metric. From the rollup of exactly
   * that period where there is one.
   */
  public Dataset<Row> ofChannels(DayRange days) {
    return new ReportPeriod(days)
        .calendar()
        .map(period -> Rollups.of(Entity.CHANNEL, period))
        .map(rollup -> ofGuild(rollup, days))
        .filter(rows -> !rows.isEmpty())
        .orElseGet(() -> count(
            ofGuild(Rollups.ACTIVITY_HOURLY, days), List.of(col("channel_id")), Metrics.DISTINCTS));
  }

  private Dataset<Row> ofGuild(TableDef table, DayRange days) {
    return tables.table(table, days).where(col("guild_id").equalTo(guildId));
  }

  private static Dataset<Row> count(
      Dataset<Row> memberRows, List<Column> entity, List<Distinct> metrics) {
    Column[] entityAndMember =
        Stream.concat(entity.stream(), Stream.of(col("member_key"))).toArray(Column[]::new);
    Dataset<Row> members = aggregate(
        memberRows.where(col("member_key").notEqual(MemberKeys.UNKNOWN)).groupBy(entityAndMember),
        conditionSums(metrics)
            .map(metric -> sum(metric.name()).as(metric.name()))
            .toList());
    return aggregate(
        members.groupBy(entity.toArray(Column[]::new)),
        metrics.stream()
            .map(metric -> expr("count_if(" + metric.condition() + ")").as(metric.name()))
            .toList());
  }

  private static Dataset<Row> aggregate(RelationalGroupedDataset groups, List<Column> columns) {
    return groups.agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
  }

  /** The sums that the conditions look at. */
  private static Stream<Metric.Sum> conditionSums(List<Distinct> metrics) {
    String conditions = metrics.stream().map(Distinct::condition).collect(Collectors.joining(" "));
    return Metrics.sumsOf(Entity.MEMBER).stream()
        .filter(metric -> conditions.contains(metric.isPositive()));
  }
}

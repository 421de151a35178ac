package dev.guildhouse.jobs.rollups;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.Totals;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.metrics.Metric.DistinctIn;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metric.Sum;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.Period;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** The folds that rollups are made of. Each gives one row per key. */
final class RollupFolds {
  private RollupFolds() {}

  /**
   * Sums of a day with its last active hour.
   *
   * @param hours the cube, or for channels and guilds its hours without members
   */
  static Dataset<Row> sumsOfHours(Entity entity, List<String> key, Dataset<Row> hours) {
    Dataset<Row> rows = switch (entity) {
      case CHANNEL -> hours.where(col("channel_id").notEqual(0));
      case MEMBER -> hours.where(col("member_key").notEqual(0));
      case GUILD -> hours;
    };
    return grouped(
        rows,
        key,
        Stream.concat(
            totals(entity),
            Stream.of(
                max(when(expr(Metrics.ACTIVE_ANY), col("hour_at"))).as("last_active_at"),
                max("updated_at").as("updated_at"))));
  }

  /** Sums and peaks of the days of a longer period. */
  static Dataset<Row> sumsOfDays(Entity entity, List<String> key, Dataset<Row> days) {
    Stream<Column> peaks = Metrics.PEAKS.stream()
        .filter(peak -> peak.entities().contains(entity))
        .map(peak -> max(peak.name()).as(peak.name()));
    return grouped(
        days,
        key,
        Stream.of(
                totals(entity),
                peaks,
                Stream.of(
                    max("last_active_at").as("last_active_at"),
                    max("updated_at").as("updated_at")))
            .flatMap(some -> some));
  }

  /**
   * Members of each key for whom the condition of a unique holds over the whole period.
   *
   * @param activity rows with a member and its sums, at least as fine as the key
   */
  static Dataset<Row> uniques(List<String> key, Dataset<Row> activity) {
    List<Column> memberKey = Stream.concat(key.stream(), Stream.of("member_key"))
        .map(name -> col(name))
        .toList();
    Dataset<Row> byMember = grouped(
        activity.where(col("member_key").notEqual(0)),
        memberKey,
        Metrics.SUMS.stream().filter(RollupFolds::isUsedByUniques).map(Totals::of));
    return grouped(
        byMember,
        key,
        Metrics.DISTINCTS.stream()
            .map(unique -> functions.count_if(expr(unique.condition())).as(unique.name())));
  }

  /** Different threads with a live message. */
  static Dataset<Row> threadsActive(List<String> key, Dataset<Row> messages) {
    DistinctIn metric = Metrics.THREADS_ACTIVE;
    return grouped(
        messages.where(expr(metric.placement().condition())),
        key,
        Stream.of(count_distinct(col(metric.column())).as(metric.name())));
  }

  /** One row per guild and period of a slice. */
  static Dataset<Row> periods(SparkSession spark, Slice slice, Period period) {
    List<Row> rows = new ArrayList<>();
    slice
        .guildsByDay()
        .forEach((day, guilds) -> guilds.forEach(guild -> rows.add(RowFactory.create(
            guild, Date.valueOf(day), Date.valueOf(period.holding(day).to())))));
    StructType schema = new StructType()
        .add("guild_id", "long", false)
        .add("period_start_date", "date", false)
        .add("period_end_date", "date", false);
    return functions.broadcast(spark.createDataFrame(rows, schema));
  }

  static Column periodStart(Period period, Column day) {
    return switch (period) {
      case DAY -> day;
      case WEEK, MONTH -> functions.trunc(day, period.sqlUnit());
    };
  }

  static Column periodEnd(Period period, Column start) {
    return switch (period) {
      case DAY -> functions.date_add(start, 1);
      case WEEK -> functions.date_add(start, 7);
      case MONTH -> to_date(functions.add_months(start, 1));
    };
  }

  private static boolean isUsedByUniques(Sum metric) {
    return Metrics.DISTINCTS.stream()
        .map(Distinct::condition)
        .anyMatch(condition -> condition.matches(".*\\b" + metric.name() + "\\b.*"));
  }

  private static Stream<Column> totals(Entity entity) {
    return Metrics.sumsOf(entity).stream().map(Totals::of);
  }

  private static Dataset<Row> grouped(Dataset<Row> rows, List<?> key, Stream<Column> aggregates) {
    Column[] by = key.stream()
        .map(part -> part instanceof Column column ? column : col(part.toString()))
        .toArray(Column[]::new);
    Column[] all = aggregates.toArray(Column[]::new);
    return rows.groupBy(by).agg(all[0], Arrays.copyOfRange(all, 1, all.length));
  }
}
